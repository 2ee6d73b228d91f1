package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.FileStatus;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a source is left out, and by which rule. */
public interface Selection {
  /** Leaves nothing out. */
  Selection EVERYTHING =
      new Selection() {
        @Override
        public Optional<String> exclusion(BytePath path, FileStatus status, FileStatus parent) {
          return Optional.empty();
        }

        @Override
        public Optional<ContentExclusion> contentExclusion(BytePath path, Directory directory) {
          return Optional.empty();
        }
      };

  /**
   * The rule that leaves an entry out, with everything below it.
   *
   * @param path absolute; of an entry of a {@link Source.Volume}, below the volume's root
   * @param parent of the directory that it is in
   */
  Optional<String> exclusion(BytePath path, FileStatus status, FileStatus parent)
      throws IOException;

  /** The rule that leaves out what is in a directory, while the directory itself stays. */
  Optional<ContentExclusion> contentExclusion(BytePath path, Directory directory)
      throws IOException;

  /**
   * What leaves a directory's content out.
   *
   * @param rule in the words of a person
   * @param kept the name of the one entry that stays, the mark itself; absent when nothing does
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record ContentExclusion(String rule, byte @Nullable [] kept) {}
}
