package io.holdfast.host.work;

import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.queue.Target;
import java.io.IOException;
import java.util.List;

/** What begins by itself. */
public interface Schedules {
  /** Nothing does. */
  Schedules NONE =
      new Schedules() {
        @Override
        public List<Scheduled> now() {
          return List.of();
        }

        @Override
        public Task task(Kind kind, Target target) {
          throw new IllegalStateException("nothing begins by itself");
        }
      };

  /** As they hold now. */
  List<Scheduled> now() throws IOException;

  /** What a run does that begins by itself. */
  Task task(Kind kind, Target target);
}
