package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.state.Address;
import io.holdfast.schema.Json;
import io.holdfast.testkit.peer.Program;
import io.holdfast.testkit.peer.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The program as the launcher starts it, in a process of its own. */
final class PackagedServer {
  private PackagedServer() {}

  static Program program() {
    var root = Path.of("..").toAbsolutePath().normalize();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + root.resolve("tools/jvm.options"));
    command.add("@" + root.resolve("tools/program.options"));
    command.add("@" + root.resolve("tools/server.options"));
    command.addAll(List.of("-cp", Path.of("target/quarkus-app/quarkus-run.jar").toString()));
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    return Program.of(command);
  }

  static RunningProgram start(Path state, String... more) throws IOException {
    return program()
        .with("--state", state.toString(), "--listen", "127.0.0.1:0")
        .with(more)
        .start();
  }

  /** Waits until the server can be found. */
  static Address address(Path state, RunningProgram server) throws IOException {
    var file = state.resolve("server.json");
    while (!Files.exists(file)) {
      assertThat(server.isAlive()).as(server.printed()).isTrue();
      LockSupport.parkNanos(10_000_000);
    }
    return Json.read(Files.readAllBytes(file), Address.class).orThrow();
  }

  static void awaitPrinted(RunningProgram server, String words) {
    while (!server.printed().contains(words)) {
      assertThat(server.isAlive()).as(server.printed()).isTrue();
      LockSupport.parkNanos(10_000_000);
    }
  }

  static void signal(RunningProgram server, String name) throws IOException {
    Program.of(List.of("kill", "-" + name, Long.toString(server.pid())))
        .run(Duration.ofMinutes(1))
        .exits(0);
  }
}
