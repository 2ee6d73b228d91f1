package io.holdfast.protection.compliance;

import static io.holdfast.protection.compliance.ComplianceCase.HOUR;
import static io.holdfast.protection.compliance.ComplianceCase.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.measure.MeasuredApplication.Ledger;
import io.holdfast.schema.Json;
import io.holdfast.schema.document.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComplianceReportTest {
  @Test
  void a_report_is_the_same_after_it_was_written_and_read() {
    var bad = new ComplianceCase();
    bad.kit = null;
    var report =
        new ComplianceReport(NOW, false, List.of(new ComplianceCase().judged(), bad.judged()));

    var reading = Json.read(Json.write(report), ComplianceReport.class);

    assertThat(reading).isEqualTo(new Reading.Read<>(report));
    assertThat(report.isCompliant()).isFalse();
    assertThatThrownBy(() -> new ComplianceReport(NOW, true, report.applications()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_text_has_what_is_wrong_first_and_fits_eighty_columns() {
    var bad = new ComplianceCase();
    bad.kit = null;
    bad.ledger = new Ledger(3, NOW.minus(Duration.ofMinutes(46)), HOUR, 2);

    assertThat(ComplianceText.render(new ComplianceReport(NOW, true, List.of())))
        .startsWith("no application is declared here");
    var text = ComplianceText.render(new ComplianceReport(NOW, false, List.of(bad.judged())));

    assertThat(text.lines().limit(4))
        .containsExactly(
            "shop (policy gold): not compliant",
            "  missed        recovery kit  the recovery kit of repository main was never",
            "                              exported: run 'holdfast recovery-kit main DIR'",
            "  missed        ledger        2 facts are altered, missing or exchanged:");
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text).endsWith("0 of 1 applications are compliant\n");
  }
}
