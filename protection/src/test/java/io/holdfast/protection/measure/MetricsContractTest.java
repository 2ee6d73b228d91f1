package io.holdfast.protection.measure;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written down about the metrics, or made of them, knows the metrics that there are. */
final class MetricsContractTest {
  private static final Path ROOT = Path.of("..");
  private static final Path RULES = ROOT.resolve("deploy/monitoring/holdfast.rules.yml");
  private static final Path DASHBOARD = ROOT.resolve("deploy/monitoring/holdfast.dashboard.json");
  private static final Path TESTS = ROOT.resolve("deploy/monitoring/tests");

  private static final Pattern METRIC = Pattern.compile("\\bholdfast_[a-z_]+");
  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
  private static final Pattern RUNBOOK = Pattern.compile("(?m)^ +runbook_url: (\\S+)$");

  @Test
  void the_reference_lists_every_metric_as_it_is() throws IOException {
    var table =
        MetricTable.ALL.stream()
            .map(metric ->
                "| `%s` | %s | %s | %s |"
                    .formatted(
                        metric.name(),
                        metric.type(),
                        metric.labels().stream().map("`%s`"::formatted).collect(joining(", ")),
                        metric.help()))
            .collect(joining("\n", "\n", "\n"));

    assertThat(Files.readString(ROOT.resolve("docs/reference/metrics.md")))
        .as("docs/reference/metrics.md should have these rows, and no others:%s", table)
        .contains(table)
        .satisfies(page ->
            assertThat(page.lines().filter(line -> line.startsWith("| `")))
                .hasSize(MetricTable.ALL.size()));
  }

  @Test
  void alert_rules_use_metrics_that_exist() throws IOException {
    assertThat(metricsIn(Files.readString(RULES))).isNotEmpty().isSubsetOf(names());
  }

  @Test
  void tests_of_alerts_use_metrics_that_exist() throws IOException {
    try (var files = Files.list(TESTS)) {
      for (var file : files.toList()) {
        assertThat(metricsIn(Files.readString(file)))
            .as("%s", file)
            .isNotEmpty()
            .isSubsetOf(names());
      }
    }
  }

  @Test
  void every_alert_links_to_a_page_of_its_own() throws IOException {
    var rules = Files.readString(RULES);

    var alerts = ALERT.matcher(rules).results().map(found -> found.group(1)).toList();
    var pages = RUNBOOK.matcher(rules).results().map(found -> found.group(1)).toList();

    assertThat(alerts).isNotEmpty();
    assertThat(pages).isEqualTo(alerts.stream().map("docs/runbooks/%s.md"::formatted).toList());
    assertThat(pages)
        .allSatisfy(page ->
            assertThat(Files.readString(ROOT.resolve(page)))
                .contains("## What it means", "## What to look at", "## When it is solved"));
  }

  @Test
  void every_runbook_is_of_an_alert_and_listed_with_its_severity() throws IOException {
    var rules = Files.readString(RULES);
    var index = Files.readString(ROOT.resolve("docs/runbooks/README.md"));

    try (var pages = Files.list(ROOT.resolve("docs/runbooks"))) {
      assertThat(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(name -> !name.equals("README.md")))
          .allSatisfy(page -> {
            var alert = page.replace(".md", "");
            assertThat(rules).contains("- alert: " + alert + "\n");
            var severity = severity(rules, alert);
            assertThat(index).contains("| [%s](%s) | %s |".formatted(alert, page, severity));
            assertThat(Files.readString(ROOT.resolve("docs/runbooks").resolve(page)))
                .contains("Severity: %s.".formatted(severity));
          });
    }
  }

  @Test
  void the_dashboard_is_json_and_uses_metrics_that_exist() throws IOException {
    var queries = new ArrayList<String>();
    try (var json = new JsonFactory().createParser(DASHBOARD.toFile())) {
      for (var token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING
            && ("expr".equals(json.currentName()) || "query".equals(json.currentName()))) {
          queries.add(json.getText());
        }
      }
    }

    assertThat(queries).hasSizeGreaterThan(10);
    assertThat(metricsIn(String.join("\n", queries))).isNotEmpty().isSubsetOf(names());
  }

  private static String severity(String rules, String alert) {
    var rule = rules.substring(rules.indexOf("- alert: " + alert + "\n"));
    return rule.replaceFirst("(?s).*?severity: (\\w+).*", "$1");
  }

  private static List<String> names() {
    return MetricTable.ALL.stream().map(Metric::name).toList();
  }

  private static List<String> metricsIn(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).distinct().toList();
  }
}
