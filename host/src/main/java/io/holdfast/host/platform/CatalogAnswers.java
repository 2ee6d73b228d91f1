package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.CatalogView;
import io.holdfast.api.platform.Everything;
import io.holdfast.api.platform.Operations;
import io.holdfast.host.Machine;
import io.holdfast.host.recovery.CatalogReport;
import io.holdfast.protection.audit.LineAudit;
import java.io.IOException;

/** Whether the catalog is what it should be. */
final class CatalogAnswers {
  private final Machine machine;

  CatalogAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.VERIFY_CATALOG, this::verify);
  }

  private CatalogView verify(Everything question, Caller caller)
      throws IOException, InterruptedException {
    CatalogReport report = machine.verify();
    return new CatalogView(
        report.isSound(), report.repositories().stream().map(CatalogAnswers::view).toList());
  }

  private static CatalogView.Compared view(CatalogReport.Compared compared) {
    return new CatalogView.Compared(
        compared.repository().text(),
        switch (compared) {
          case CatalogReport.Read _ -> true;
          case CatalogReport.NotRead _ -> false;
        },
        compared.lines().stream().mapToInt(LineAudit::inRows).sum(),
        compared.lines().stream().mapToInt(LineAudit::inRepository).sum(),
        switch (compared) {
          case CatalogReport.Read read -> read.ofOthers();
          case CatalogReport.NotRead _ -> 0;
        },
        compared.flaws().stream()
            .map(flaw -> new CatalogView.Finding(flaw.place(), flaw.sentence(), flaw.remedy()))
            .toList());
  }
}
