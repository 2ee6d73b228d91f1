package io.holdfast.protection.measure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Measurements as Prometheus reads them: its text format, version 0.0.4.
 *
 * <p>The text is a function of the measurements alone. A metric without series is left out. See
 * https://prometheus.io/docs/instrumenting/exposition_formats/.
 */
public final class MetricsText {
  /** What the text is served as, in UTF-8. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private MetricsText() {}

  /** Renders all metrics; every line ends with a line feed. */
  public static String render(Measurements measurements) {
    var text = new StringBuilder();
    for (Metric metric : MetricTable.ALL) {
      List<Metric.Sample> samples = metric.samples().apply(measurements).toList();
      if (samples.isEmpty()) {
        continue;
      }
      text.append("# HELP %s %s\n".formatted(metric.name(), escaped(metric.help())));
      text.append("# TYPE %s %s\n".formatted(metric.name(), metric.type()));
      // Two names that look the same once they are text would be one series twice.
      samples.stream().map(sample -> line(metric, sample)).distinct().forEach(text::append);
    }
    return text.toString();
  }

  private static String line(Metric metric, Metric.Sample sample) {
    var line = new StringBuilder(metric.name());
    if (!metric.labels().isEmpty()) {
      line.append('{');
      for (int i = 0; i < metric.labels().size(); i++) {
        line.append(i == 0 ? "" : ",")
            .append(metric.labels().get(i))
            .append("=\"")
            .append(escaped(sample.values().get(i)).replace("\"", "\\\""))
            .append('"');
      }
      line.append('}');
    }
    var number = sample.number().stripTrailingZeros().toPlainString();
    return line.append(' ').append(number).append('\n').toString();
  }

  /**
   * Directories may be called anything: half of a surrogate pair is no UTF-8, and one such name
   * would make Prometheus refuse the whole text.
   */
  private static String escaped(String text) {
    return text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .mapToObj(Character::toString)
        .collect(Collectors.joining())
        .replace("\\", "\\\\")
        .replace("\n", "\\n");
  }
}
