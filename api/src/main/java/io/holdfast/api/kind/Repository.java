package io.holdfast.api.kind;

import io.holdfast.api.repository.RepositorySpec;
import io.holdfast.api.repository.RepositoryStatus;
import io.holdfast.api.value.Metadata;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Fixed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where restore points are kept. One for each trust boundary: whoever opens it reads everything in
 * it.
 */
@Doc(
    "Where restore points are kept. One for each trust boundary: whoever opens it reads everything"
        + " in it.")
@Fixed(name = "apiVersion", value = Kind.API_VERSION)
@Fixed(name = "kind", value = "Repository")
@Resource(
    plural = "repositories",
    shortName = "hfrepo",
    columns = {
      @Resource.Column(name = "Location", path = ".spec.location"),
      @Resource.Column(name = "Phase", path = ".status.phase"),
      @Resource.Column(name = "Checked", type = "date", path = ".status.checkedAt")
    })
public record Repository(
    Metadata metadata,
    @Doc("What is wanted.") RepositorySpec spec,
    @Doc("What is; written by the platform, not by people.") @Nullable RepositoryStatus status)
    implements Kind {

  @Override
  public Repository from(Path directory) {
    return new Repository(metadata, spec.from(directory), status);
  }
}
