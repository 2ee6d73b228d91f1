package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;

/** Is told what happens while it happens, by many threads at once; must not take long. */
public interface RestoreListener {
  RestoreListener SILENT =
      new RestoreListener() {
        @Override
        public void planned(Step step) {}

        @Override
        public void failed(TreePath path, String reason) {}

        @Override
        public void warned(TreePath path, String message) {}
      };

  /** A step as it was decided, before it is carried out; in order, by one thread. */
  void planned(Step step);

  /** An entry is not restored, or not as the snapshot has it. */
  void failed(TreePath path, String reason);

  /** Something that the user may want to know, but need not mend. */
  void warned(TreePath path, String message);
}
