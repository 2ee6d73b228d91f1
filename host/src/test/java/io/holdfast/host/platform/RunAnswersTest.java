package io.holdfast.host.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfRun;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.RecentRuns;
import io.holdfast.api.platform.Role;
import io.holdfast.api.platform.RunView;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.queue.Limits;
import io.holdfast.protection.run.Run;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunAnswersTest {
  private static final Caller TESTER = new Caller("tester", Role.ADMIN);

  @TempDir Path directory;

  @Test
  void a_restore_whose_plan_cannot_be_read_hides_no_other_run() throws Exception {
    var workshop = new MachineWorkshop(directory);
    try (var machine = workshop.start();
        var dispatcher = Dispatcher.onRequest(new Limits(1, 1), TestEquipment.CLOCK)) {
      var shop = workshop.applied(machine);
      MachineWorkshop.backedUp(machine);
      var runs = machine.catalog().runs();
      var now = TestEquipment.CLOCK.instant();
      runs.begin(new Run("restore-1", Run.Type.RESTORE, shop.ofRun(), now, null, "{\"of\":\"x\"}"));
      runs.end("restore-1", new Run.End(now, Run.Outcome.DONE, ""));
      var platform = new LocalPlatform(machine, dispatcher);

      var listed = platform.answer(Operations.LIST_RUNS, new RecentRuns("shop", 10), TESTER);
      var shown = platform.answer(Operations.SHOW_RUN, new OfRun("restore-1"), TESTER);

      assertThat(listed.runs()).hasSize(2).extracting(RunView::id).contains("restore-1");
      assertThat(Objects.requireNonNull(shown.run().end()).restored()).isEmpty();
    }
  }
}
