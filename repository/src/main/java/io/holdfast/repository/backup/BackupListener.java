package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;

/** Is told what happens while it happens, by many threads at once; must not take long. */
public interface BackupListener {
  BackupListener SILENT =
      new BackupListener() {
        @Override
        public void captured(BytePath path, Change change, long bytes) {}

        @Override
        public void excluded(BytePath path, String rule) {}

        @Override
        public void failed(BytePath path, String reason) {}

        @Override
        public void warned(String message) {}
      };

  /** How an entry compares with the parent's. */
  enum Change {
    NEW,
    CHANGED,
    UNCHANGED
  }

  /** An entry is in; {@code bytes} is a file's size, 0 for anything else. */
  void captured(BytePath path, Change change, long bytes);

  void excluded(BytePath path, String rule);

  void failed(BytePath path, String reason);

  /** Something that makes the backup slower, not worse. */
  void warned(String message);
}
