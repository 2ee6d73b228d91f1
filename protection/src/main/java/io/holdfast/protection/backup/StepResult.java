package io.holdfast.protection.backup;

import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.schema.annotation.Default;
import java.time.Instant;
import java.util.List;

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
     * @param what it is
     * @param exclusions patterns, below the volume's root, of what must not be copied
     * @param makesChangesWhole whether files may change while they are copied
     */
    record HookOpened(
        String what, List<String> exclusions, @Default("false") boolean makesChangesWhole)
        implements Outcome {
      public HookOpened {
        exclusions = List.copyOf(exclusions);
      }
    }

    /**
     * A hook was let go.
     *
     * @param includes what was acknowledged before this is in the copy
     * @param closed what was begun after this is not
     * @param overlaid paths below the volume's root that it adds to the copy
     * @param notes what whoever restores has to know
     */
    record HookClosed(Instant includes, Instant closed, List<String> overlaid, List<String> notes)
        implements Outcome {
      public HookClosed {
        overlaid = List.copyOf(overlaid);
        notes = List.copyOf(notes);
      }
    }

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
     * @param empty whether it had nothing but directories
     */
    record Moved(
        ContentId snapshot,
        ContentId tree,
        long files,
        long bytes,
        Completeness completeness,
        @Default("false") boolean empty)
        implements Outcome {
      /** This one, of which more is missing than whoever copied it saw. */
      public Moved without(Completeness missing) {
        return new Moved(snapshot, tree, files, bytes, completeness.with(missing), empty);
      }
    }

    /** A volume snapshot is gone. */
    record Released() implements Outcome {}

    /**
     * The point is there.
     *
     * @param failed volumes that are not in it
     */
    record Sealed(ContentId snapshot, List<VolumeOutcome.Failed> failed) implements Outcome {
      public Sealed {
        failed = List.copyOf(failed);
      }
    }
  }
}
