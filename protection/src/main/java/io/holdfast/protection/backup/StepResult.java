package io.holdfast.protection.backup;

import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.ContentId;
import java.time.Instant;

/**
 * How a step ended; recorded before the next one begins.
 *
 * @param key of the step
 */
public record StepResult(String key, Instant started, Instant ended, Outcome outcome) {
  /** What came of a step. */
  public sealed interface Outcome {
    /**
     * A hook holds still.
     *
     * @param what it is, such as {@code PostgreSQL 18.6, live}
     */
    record HookOpened(String what) implements Outcome {}

    /**
     * A hook was let go.
     *
     * @param overlay the directory with what it adds to the copy; empty when it adds nothing
     */
    record HookClosed(String overlay) implements Outcome {}

    /**
     * A volume snapshot is there.
     *
     * @param handle by which the platform finds it again
     */
    record Frozen(String handle) implements Outcome {}

    /**
     * A directory is in the repository.
     *
     * @param snapshot that keeps it there
     * @param tree the directory itself
     */
    record Moved(
        ContentId snapshot, ContentId tree, long files, long bytes, Completeness completeness)
        implements Outcome {}

    /** A volume is not in the repository; the others go on. */
    record NotMoved(String reason) implements Outcome {}

    /** A volume snapshot is gone. */
    record Released() implements Outcome {}

    /** The point is there. */
    record Sealed(ContentId snapshot) implements Outcome {}
  }
}
