package io.holdfast.api.application;

import io.holdfast.api.value.Places;
import io.holdfast.api.value.SecretReference;
import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that must be so in a restored copy. */
@Doc("Something that must be so in a restored copy.")
public record Probe(
    @Doc("Its name in the application.") @Pattern(value = Texts.NAME, expected = Texts.A_NAME)
        String name,
    @Doc("What is checked.") Check check,
    @Doc("How long it is tried before it has failed.") @Default("1m") Duration timeout) {
  public Probe {
    HookCommand.requirePositive(timeout);
  }

  Probe from(Path directory) {
    return check instanceof Check.Sql(var connection, var query, var expect)
        ? new Probe(name, new Check.Sql(connection.from(directory), query, expect), timeout)
        : this;
  }

  /** What is checked. */
  @Doc("What is checked; exactly one.")
  public sealed interface Check {
    /** A program that ends with 0. */
    @Doc(
        "A program that ends with 0; HOLDFAST_VOLUME_NAME variables hold the restored directories.")
    record Command(
        @Doc("The program and its arguments.") @Size(least = 1, most = 100) List<String> command)
        implements Check {
      public Command {
        command = List.copyOf(command);
        HookCommand.requireProgram(command);
      }
    }

    /** An answer of a web server. */
    @Doc("An answer of a web server.")
    record Http(
        @Doc("What is asked for.")
            @Pattern(
                value = "https?://\\S+",
                expected = "a URL that begins with http:// or https://")
            String url,
        @Doc("The status that it answers with.") @Default("200") @Range(least = 100, most = 599)
            int status,
        @Doc("A text that the answer holds.") @Nullable String contains)
        implements Check {}

    /** An answer of a database. */
    @Doc("An answer of a database.")
    record Sql(
        @Doc("Where the connection to the restored database is found.") SecretReference connection,
        @Doc("One statement that reads.")
            @Pattern(value = Texts.SOMETHING, expected = "a statement")
            String query,
        @Doc("The first column of the first row, as text; without it, any row will do.")
            @Nullable String expect)
        implements Check {}

    /** The hash of a file. */
    @Doc("The hash of a file.")
    record Checksum(
        @Doc("The volume that it is in.") String volume,
        @Doc("The file, from the volume's root.") String file,
        @Doc("Its SHA-256.") @Pattern(value = "[0-9a-f]{64}", expected = "64 hexadecimal digits")
            String sha256)
        implements Check {
      public Checksum {
        Places.require("file", file);
        if (Path.of(file).isAbsolute() || Path.of(file).normalize().startsWith("..")) {
          throw new ComponentException(
              "file", "is " + Quoted.shown(file), "a plain path from the volume's root");
        }
      }
    }
  }
}
