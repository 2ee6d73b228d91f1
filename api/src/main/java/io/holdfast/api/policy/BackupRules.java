package io.holdfast.api.policy;

import io.holdfast.api.value.ByteSize;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.shape.ComponentException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How backups are made. */
@Doc("How backups are made.")
public record BackupRules(
    @Doc("How many applications with this policy may be backed up at once.")
        @Default("2")
        @Range(least = 1, most = 64)
        int concurrency,
    @Doc("Bytes in a second that all of them together may send to the store.")
        @Nullable ByteSize bandwidth,
    @Doc("What holds for hooks that do not say otherwise.") @Default("{}") HookDefaults hooks,
    @Doc("What a file means that could not be read.") @Default("Fail") Completeness completeness) {
  public BackupRules {
    if (bandwidth != null && bandwidth.bytes() == 0) {
      throw new ComponentException("bandwidth", "is 0B", "more than nothing, or no limit at all");
    }
  }

  /** What holds for hooks that do not say otherwise. */
  @Doc("What holds for hooks that do not say otherwise.")
  public record HookDefaults(
      @Doc("How long each step of a hook may take.") @Default("5m") Duration timeout) {
    public HookDefaults {
      Times.requirePositive("timeout", timeout);
    }
  }

  /** What a file means that could not be read. */
  public enum Completeness {
    @Doc("The restore point is incomplete, and the run failed.")
    FAIL,
    @Doc("The restore point is incomplete, and the run ended with a warning.")
    WARN
  }
}
