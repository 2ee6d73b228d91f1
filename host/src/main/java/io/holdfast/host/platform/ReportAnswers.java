package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.ComplianceView;
import io.holdfast.api.platform.Everything;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.SupportBundleView;
import io.holdfast.api.platform.SupportWish;
import io.holdfast.host.Machine;
import io.holdfast.host.measure.Watch;
import io.holdfast.protection.compliance.ApplicationCompliance;
import io.holdfast.protection.compliance.Clause;
import io.holdfast.protection.compliance.ComplianceReport;
import io.holdfast.protection.compliance.ComplianceText;
import io.holdfast.protection.compliance.Standing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How it stands with this machine. */
final class ReportAnswers {
  private final Machine machine;

  ReportAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.COMPLIANCE, this::compliance);
    answers.add(Operations.SUPPORT_BUNDLE, this::bundle);
  }

  private ComplianceView compliance(Everything question, Caller caller)
      throws IOException, InterruptedException {
    machine.measurements().watch().probeUntried(Watch.PATIENCE);
    ComplianceReport report = machine.compliance().report();
    return new ComplianceView(
        report.taken(),
        report.isCompliant(),
        report.applications().stream().map(ReportAnswers::view).toList(),
        ComplianceText.render(report));
  }

  private static ComplianceView.Judged view(ApplicationCompliance application) {
    return new ComplianceView.Judged(
        application.application().text(),
        application.policy() == null ? null : application.policy().text(),
        application.compliant(),
        application.clauses().stream().map(ReportAnswers::view).toList());
  }

  private static ComplianceView.Clause view(Clause clause) {
    return new ComplianceView.Clause(
        clause.promise().words().replace(' ', '-'), standing(clause.standing()), clause.reason());
  }

  private static ComplianceView.Standing standing(Standing standing) {
    return switch (standing) {
      case MET -> ComplianceView.Standing.MET;
      case MISSED -> ComplianceView.Standing.MISSED;
      case UNKNOWN -> ComplianceView.Standing.UNKNOWN;
      case NOT_PROMISED -> ComplianceView.Standing.NOT_PROMISED;
    };
  }

  private SupportBundleView bundle(SupportWish wish, Caller caller)
      throws IOException, InterruptedException {
    machine.measurements().watch().probeUntried(Watch.PATIENCE);
    Map<String, String> further = new LinkedHashMap<>();
    wish.further().forEach(one -> further.put(one.name(), one.text()));
    var zip = new ByteArrayOutputStream();
    List<String> names = machine.support().write(zip, further);
    return new SupportBundleView(names, Base64.getEncoder().encodeToString(zip.toByteArray()));
  }
}
