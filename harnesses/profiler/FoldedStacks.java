import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Prints the samples of a recording, those of one stack together: nanoseconds, thread, and the
 * frames from the top down as {@code class#method}, with tabs between. Lost samples have the one
 * frame {@code lost}.
 */
public final class FoldedStacks {
  private FoldedStacks() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Long> nanoseconds = new TreeMap<>();
    long period = Long.parseLong(arguments[1]);
    try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        switch (event.getEventType().getName()) {
          case "jdk.CPUTimeSample" ->
              nanoseconds.merge(
                  thread(event) + frames(event),
                  event.getDuration("samplingPeriod").toNanos(),
                  Long::sum);
          case "jdk.CPUTimeSamplesLost" ->
              nanoseconds.merge(
                  thread(event) + "\tlost", event.getInt("lostSamples") * period, Long::sum);
          default -> {}
        }
      }
    }
    nanoseconds.forEach((stack, sum) -> System.out.println(sum + "\t" + stack));
  }

  private static String thread(RecordedEvent event) {
    RecordedThread thread = event.getThread("eventThread");
    return thread == null || thread.getOSName() == null ? "?" : thread.getOSName();
  }

  /** None where the JVM failed to walk the stack. */
  private static String frames(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return stack == null
        ? ""
        : stack.getFrames().stream()
            .map(frame -> frame.getMethod())
            .map(method -> "\t" + method.getType().getName() + "#" + method.getName())
            .collect(Collectors.joining());
  }
}
