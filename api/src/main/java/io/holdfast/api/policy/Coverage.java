package io.holdfast.api.policy;

import io.holdfast.api.value.Places;
import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import java.util.List;

/** Directories in which nothing may be forgotten. */
@Doc(
    "Directories whose every directory must belong to a volume or be excepted; any other raises an"
        + " alarm.")
public record Coverage(
    @Doc("Directories such as /srv: each directory in them must be covered.") @Size(most = 100)
        List<String> roots,
    @Doc("What need not be covered, and why.") @Size(most = 1000) List<Exempt> exceptions) {
  public Coverage {
    roots = List.copyOf(roots);
    exceptions = List.copyOf(exceptions);
    for (int i = 0; i < roots.size(); i++) {
      Places.require("roots[%d]".formatted(i), roots.get(i));
    }
    if (roots.isEmpty() && !exceptions.isEmpty()) {
      throw new ComponentException("exceptions", "stand without roots", "roots that they are in");
    }
  }

  Coverage from(Path directory) {
    return new Coverage(
        roots.stream().map(root -> Places.from(directory, root)).toList(),
        exceptions.stream().map(exception -> exception.from(directory)).toList());
  }

  /** A directory that need not be covered. */
  @Doc("A directory that need not be covered.")
  public record Exempt(
      @Doc("The directory.") String path,
      @Doc("Why it need not be backed up.")
          @Pattern(
              value = Texts.SOMETHING,
              expected = "a reason that a person will understand later")
          String reason) {
    public Exempt {
      Places.require("path", path);
    }

    Exempt from(Path directory) {
      return new Exempt(Places.from(directory, path), reason);
    }
  }
}
