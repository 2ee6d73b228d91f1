import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.jfr.Recording;

/**
 * Starts a recording of where processor time goes, and then a program: {@code Profiled FOLDER PERIOD
 * MAIN ARGUMENTS...}.
 *
 * <p>The JVM's own option for that, {@code -XX:StartFlightRecording}, adds a module, with which the
 * JVM refuses the program's AOT cache: a profile would show a start that no user ever sees.
 */
public final class Profiled {
  private Profiled() {}

  public static void main(String[] arguments) throws Throwable {
    Path folder = Path.of(arguments[0]);
    String before = nanosecondsOfThisThread();
    Recording recording = new Recording();
    // The throttle is the processor time between two samples of a thread.
    recording.enable("jdk.CPUTimeSample").with("throttle", arguments[1]).withStackTrace();
    recording.enable("jdk.CPUTimeSamplesLost");
    recording.setDestination(folder.resolve("recording.jfr"));
    recording.setDumpOnExit(true);
    recording.start();
    Files.writeString(folder.resolve("start"), before + " " + nanosecondsOfThisThread());

    String[] rest = Arrays.copyOfRange(arguments, 3, arguments.length);
    try {
      Class.forName(arguments[2]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static String nanosecondsOfThisThread() throws IOException {
    return Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ")[0];
  }
}
