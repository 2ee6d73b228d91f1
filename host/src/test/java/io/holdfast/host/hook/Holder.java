package io.holdfast.host.hook;

import io.holdfast.host.process.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A program of its own that opens a hook and then waits to be killed with {@code kill -9}. */
final class Holder implements AutoCloseable {
  private static final String OPEN = "open";

  private final Process process;

  private Holder(Process process) {
    this.process = process;
  }

  /** {@code Holder PRESET METHOD VOLUME OVERLAY ARGUMENT…}. */
  public static void main(String[] arguments) throws Exception {
    var rest = List.of(arguments).subList(4, arguments.length);
    var method = Method.valueOf(arguments[1]);
    var hook =
        switch (arguments[0]) {
          case "postgresql" -> new Hook.Postgresql(Source.parse(rest.getFirst()));
          case "mariadb" -> new Hook.Mariadb(Source.parse(rest.getFirst()));
          case "redis" -> new Hook.Redis(Source.parse(rest.getFirst()));
          case "pair" ->
              new Hook.Pair(
                  Optional.of(Command.of("sh", "-c", rest.get(0))),
                  Optional.of(Command.of("sh", "-c", rest.get(1))),
                  Hook.OnError.FAIL);
          case "held" -> new Hook.Held(Command.of("sh", "-c", rest.getFirst()), Hook.OnError.FAIL);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    var plan = HookPlan.of(hook, method, Scope.of(Path.of(arguments[2])), Workbench.LIMITS);
    try (var session =
        HookSession.open(
            plan,
            Path.of(arguments[3]),
            Path.of(arguments[2], "hook.lock"),
            InstantSource.system())) {
      System.out.println(OPEN + " " + session.exclusions().size());
      new CountDownLatch(1).await();
    }
  }

  /** Starts it and waits until the hook is open. */
  static Holder start(String... arguments) throws IOException {
    var holder = begin(arguments);
    BufferedReader output = holder.process.inputReader();
    var line = output.readLine();
    if (line == null || !line.startsWith(OPEN)) {
      holder.process.destroyForcibly();
      throw new IOException("the hook was not opened: " + line);
    }
    return holder;
  }

  /** Starts it, and waits for nothing. */
  static Holder begin(String... arguments) throws IOException {
    var argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dholdfast.programs=" + System.getProperty("holdfast.programs", ""),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName()));
    argv.addAll(List.of(arguments));
    return new Holder(
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** With SIGKILL, so that nothing of it runs any more. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
