package io.holdfast.host.work;

import io.holdfast.protection.queue.QueuePlan.Start;

/** Is told what a dispatcher does; on its threads, so it must return soon. */
public interface DispatchListener {
  /** Is told nothing. */
  DispatchListener SILENT =
      new DispatchListener() {
        @Override
        public void started(Start start) {}

        @Override
        public void ended(Start start, Standing standing) {}

        @Override
        public void blind(Exception failure) {}
      };

  void started(Start start);

  void ended(Start start, Standing standing);

  /** The schedules could not be read, so nothing begins by itself until they can. */
  void blind(Exception failure);
}
