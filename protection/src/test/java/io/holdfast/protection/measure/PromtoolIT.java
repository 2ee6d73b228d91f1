package io.holdfast.protection.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.peer.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own tool reads the text, and has nothing to say about its names. */
final class PromtoolIT {
  @TempDir private Path directory;

  @Test
  void promtool_takes_every_metric_without_a_remark() throws IOException, InterruptedException {
    assertThat(remarksOn(MetricsText.render(Fixture.everything()))).isEmpty();
  }

  @Test
  void promtool_takes_directories_with_hostile_names() throws IOException, InterruptedException {
    var coverage =
        Fixture.coverage("/srv/\ud800", "/srv/\udc01", "/srv/a\\b\"c\nd\r\0", "/srv/} 2");

    assertThat(remarksOn(MetricsText.render(Fixture.of(coverage)))).isEmpty();
  }

  @Test
  void promtool_does_have_remarks() throws IOException, InterruptedException {
    assertThat(remarksOn("# TYPE holdfast_runs counter\nholdfast_runs 1\n")).isNotEmpty();
  }

  private String remarksOn(String text) throws IOException, InterruptedException {
    var input = directory.resolve("metrics");
    Files.write(input, text.getBytes(StandardCharsets.UTF_8));
    var output = directory.resolve("output");
    var promtool =
        new ProcessBuilder(Peer.PROMTOOL.program().toString(), "check", "metrics")
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(promtool.waitFor(1, TimeUnit.MINUTES)).isTrue();
    var remarks = Files.readString(output);
    assertThat(promtool.exitValue() == 0).as(remarks).isEqualTo(remarks.isEmpty());
    return remarks;
  }
}
