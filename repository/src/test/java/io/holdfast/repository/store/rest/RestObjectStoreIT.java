package io.holdfast.repository.store.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.ObjectStoreContract;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.http.Patience;
import io.holdfast.repository.store.http.Tls;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.RestServer;
import io.holdfast.testkit.peer.Restic;
import io.holdfast.testkit.peer.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on {@code rclone serve restic}, and what the contract cannot see. */
final class RestObjectStoreIT extends ObjectStoreContract {
  @TempDir private Path folder;
  private @Nullable RestServer server;

  @Override
  protected ObjectStore open() throws IOException {
    return open(running().repository().replace("//", "//some%20one:w%40rd%2F+%20%25@"));
  }

  private RestServer running() throws IOException {
    RestServer running = server;
    if (running == null) {
      Files.createDirectories(served());
      running = RestServer.start(served(), "--user", "some one", "--pass", "w@rd/+ %");
      server = running;
    }
    return running;
  }

  private static RestObjectStore open(String location) throws IOException {
    return RestObjectStore.open(RestLocation.parse(location), Patience.DEFAULT, null);
  }

  private Path served() {
    return folder.resolve("served");
  }

  @Override
  protected void plant(String path, byte[] bytes) throws IOException {
    Path file = served().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** A listing of packs shows names without folders. */
  @Override
  protected boolean showsForeignFiles() {
    return false;
  }

  @Override
  protected boolean losesReadsToInterrupts() {
    return true;
  }

  /** rclone closes the connection when the file it sends is gone. */
  @Override
  protected boolean breaksOffReads() {
    return true;
  }

  /** rclone replaces files. */
  @Override
  protected boolean decidesRaces() {
    return false;
  }

  /** rclone writes a file in its place and removes it when its bytes stop coming. */
  @Override
  protected boolean showsUnfinishedPuts() {
    return true;
  }

  @AfterEach
  void stop_the_server() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void f40_lies_in_restics_folders_behind_the_server() throws IOException {
    ObjectName pack = put(ObjectKind.PACK, bytes(10));
    put(ObjectKind.CONFIG, bytes(10));

    assertThat(served().resolve(pack.path())).hasSize(10);
    assertThat(served().resolve("config")).hasSize(10);
  }

  @Test
  void refuses_a_wrong_password_in_words() throws IOException {
    RestServer running = running();
    try (ObjectStore stranger = open(running.repository().replace("//", "//someone:else@"))) {
      assertThatThrownBy(() -> stranger.size(ObjectName.CONFIG))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("401")
          .hasMessageContaining("check user and password")
          .hasMessageNotContaining("else");
    }
  }

  @Test
  void reads_what_restic_wrote_over_tls() throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(folder);
    Path other = Files.createDirectory(folder.resolve("other"));
    try (RestServer secured = RestServer.start(other, certificate);
        Restic restic =
            new Restic(Peer.RESTIC.program(), secured.repository(), "secret", Map.of());
        ObjectStore store =
            RestObjectStore.open(
                RestLocation.parse(secured.repository()),
                Patience.DEFAULT,
                Tls.of(certificate.certificate(), null, false));
        ObjectStore distrustful = open(secured.repository())) {
      restic.run("--cacert", certificate.certificate().toString(), "init").exits(0);

      assertThat(store.size(ObjectName.CONFIG)).isEqualTo(Files.size(other.resolve("config")));
      assertThatThrownBy(() -> distrustful.size(ObjectName.CONFIG))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("not trusted")
          .hasMessageContaining("--cacert");
    }
  }

  @Test
  void shows_its_certificate_to_a_server_that_asks_for_one() throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(folder);
    Path other = Files.createDirectory(folder.resolve("other"));
    Path identity = folder.resolve("identity.pem");
    Files.writeString(
        identity,
        Files.readString(certificate.certificate()) + Files.readString(certificate.key()));
    try (RestServer asking =
            RestServer.start(
                other, certificate, "--client-ca", certificate.certificate().toString());
        ObjectStore known = open(asking, Tls.of(certificate.certificate(), identity, false));
        ObjectStore stranger = open(asking, Tls.of(certificate.certificate(), null, false))) {
      known.create();

      assertThat(other.resolve("data")).isDirectory();
      assertThatThrownBy(stranger::create).isInstanceOf(IOException.class);
    }
  }

  @Test
  void believes_every_server_when_it_is_told_to() throws IOException {
    ServerCertificate certificate = ServerCertificate.selfSigned(folder);
    Path other = Files.createDirectory(folder.resolve("other"));
    try (RestServer secured = RestServer.start(other, certificate);
        ObjectStore credulous = open(secured, Tls.of(null, null, true))) {
      credulous.create();

      assertThat(other.resolve("data")).isDirectory();
    }
  }

  private static RestObjectStore open(RestServer server, Tls tls) throws IOException {
    return RestObjectStore.open(RestLocation.parse(server.repository()), Patience.DEFAULT, tls);
  }

  @Test
  void a_server_that_only_appends_keeps_its_config() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (RestServer appending = RestServer.start(other, "--append-only");
        ObjectStore store = open(appending.repository())) {
      store.create();
      byte[] bytes = bytes(100);
      ObjectName name = name(ObjectKind.PACK, bytes);
      store.put(name, ObjectContent.of(bytes));

      store.put(name, ObjectContent.of(bytes));

      assertThatThrownBy(() -> store.delete(name))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("delete " + name);
      assertThat(store.size(name)).isEqualTo(100);
    }
  }

  @Test
  void says_that_nobody_answers() throws IOException {
    running().close();
    server = null;

    assertThatThrownBy(() -> store().size(ObjectName.CONFIG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot look at config in rest:http://127.0.0.1")
        .hasMessageContaining("refused");
  }
}
