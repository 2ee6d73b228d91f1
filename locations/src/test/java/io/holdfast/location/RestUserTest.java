package io.holdfast.location;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks a REST server: the location's user, else that of the variables, as restic has it. */
final class RestUserTest {
  private final List<String> users = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          users.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void ask(String user, Map<String, String> variables) throws IOException {
    Location location =
        Location.parse(
            "rest:http://%s127.0.0.1:%d/".formatted(user, server.getAddress().getPort()));
    Stores stores =
        new Stores(
            StoreSettings.DEFAULT,
            new Environment(variables),
            InstantSource.system(),
            new SecureRandom(),
            StoreListener.SILENT);
    try (ObjectStore store = stores.open(location)) {
      assertThat(store.exists(ObjectName.CONFIG)).isFalse();
    }
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @Test
  void takes_user_and_password_from_the_variables() throws IOException {
    ask("", Map.of("RESTIC_REST_USERNAME", "backup", "RESTIC_REST_PASSWORD", "pa:ss"));

    assertThat(users).containsExactly(basic("backup:pa:ss"));
  }

  @Test
  void a_user_in_the_location_comes_first() throws IOException {
    ask("me:mine@", Map.of("RESTIC_REST_USERNAME", "backup", "RESTIC_REST_PASSWORD", "pa:ss"));

    assertThat(users).containsExactly(basic("me:mine"));
  }

  @Test
  void nobody_in_particular_asks_when_there_is_no_user() throws IOException {
    ask("", Map.of());

    assertThat(users).containsExactly("null");
  }
}
