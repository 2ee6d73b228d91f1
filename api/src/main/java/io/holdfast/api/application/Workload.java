package io.holdfast.api.application;

import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Rule;
import org.jspecify.annotations.Nullable;

/** What runs on an application's data. */
@Doc("What runs on the application's data.")
public record Workload(
    @Doc("Its name in the application.") @Pattern(value = Texts.NAME, expected = Texts.A_NAME)
        String name,
    @Doc("How the digest of what runs is found.") DigestSource digest,
    @Doc("The source repository that it is built from.") @Nullable String sourceRepository) {

  /** How the digest of what runs is found; exactly one way. */
  @Doc("How the digest of what runs is found; exactly one of the three.")
  @Rule(
      value =
          "(has(self.process) ? 1 : 0) + (has(self.unit) ? 1 : 0) + (has(self.image) ? 1 : 0) == 1",
      message = "exactly one of process, unit and image")
  public record DigestSource(
      @Doc("A process by its name: the digest of its executable or jar.") @Nullable String process,
      @Doc("A systemd unit: the digest of its main process's executable or jar.")
          @Nullable String unit,
      @Doc("A declared image by its digest.")
          @Pattern(
              value = "(\\S+@)?sha256:[0-9a-f]{64}",
              expected = "sha256: and 64 hexadecimal digits")
          @Nullable String image) {
    public DigestSource {
      var ways = (process == null ? 0 : 1) + (unit == null ? 0 : 1) + (image == null ? 0 : 1);
      if (ways != 1) {
        throw new IllegalArgumentException(
            "names %d ways to find the digest: expected exactly one of process, unit and image"
                .formatted(ways));
      }
    }
  }
}
