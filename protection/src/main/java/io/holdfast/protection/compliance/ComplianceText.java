package io.holdfast.protection.compliance;

import java.util.Comparator;
import java.util.List;

/** A report for people, in lines of at most 80 characters where words allow. */
public final class ComplianceText {
  private static final int WIDTH = 80;
  private static final String ROW = "  %-12s  %-12s  ";
  private static final int INDENT = ROW.formatted("", "").length();

  private ComplianceText() {}

  /** All applications, those that are not compliant first; each with what is wrong first. */
  public static String render(ComplianceReport report) {
    var text = new StringBuilder();
    for (ApplicationCompliance application :
        report.applications().stream()
            .sorted(
                Comparator.comparing(ApplicationCompliance::compliant)
                    .thenComparing(one -> one.application().text()))
            .toList()) {
      text.append(
          "%s (%s): %s\n"
              .formatted(
                  application.application(),
                  application.policy() == null ? "no policy" : "policy " + application.policy(),
                  application.compliant() ? "compliant" : "not compliant"));
      application.clauses().stream()
          .sorted(Comparator.comparingInt(clause -> rank(clause.standing())))
          .forEach(clause -> append(text, clause));
      text.append('\n');
    }
    if (report.applications().isEmpty()) {
      return "no application is declared here, so nothing is protected: 'holdfast apply' declares"
          + " one\n";
    }
    long compliant =
        report.applications().stream().filter(ApplicationCompliance::compliant).count();
    return text.append(
            "%d of %d applications are compliant\n"
                .formatted(compliant, report.applications().size()))
        .toString();
  }

  private static int rank(Standing standing) {
    return switch (standing) {
      case MISSED -> 0;
      case UNKNOWN -> 1;
      case MET -> 2;
      case NOT_PROMISED -> 3;
    };
  }

  private static void append(StringBuilder text, Clause clause) {
    text.append(ROW.formatted(clause.standing().words(), clause.promise().words()));
    int column = INDENT;
    for (String word : List.of(clause.reason().split(" "))) {
      if (column > INDENT && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(INDENT));
        column = INDENT;
      } else if (column > INDENT) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }
}
