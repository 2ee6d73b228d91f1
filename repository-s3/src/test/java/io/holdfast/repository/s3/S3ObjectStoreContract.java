package io.holdfast.repository.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.ObjectStoreContract;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.Secret;
import io.holdfast.repository.store.http.HttpTransport;
import io.holdfast.repository.store.http.Patience;
import io.holdfast.testkit.peer.S3Server;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The contract on a real S3 server, and what the contract cannot see; a bucket for each test. */
abstract class S3ObjectStoreContract extends ObjectStoreContract {
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final String bucket = "bucket-" + BUCKETS.incrementAndGet();
  private S3Client client;

  /** Running, the same for all tests. */
  abstract S3Server server();

  @BeforeEach
  void open_a_client_past_the_store() throws IOException {
    client = S3Clients.s3(settings(), new HttpTransport(Patience.DEFAULT, null));
  }

  @AfterEach
  void close_the_client() {
    client.close();
  }

  final S3Settings settings() {
    return settings(bucket);
  }

  final S3Settings settings(String name) {
    S3Location location = S3Location.parse(server().repository(name) + "/some/prefix");
    return S3Settings.of(location, server().environment());
  }

  @Override
  protected ObjectStore open() throws IOException {
    return S3ObjectStore.open(settings());
  }

  @Override
  protected void plant(String path, byte[] bytes) {
    client.putObject(
        request -> request.bucket(bucket).key("some/prefix/" + path), RequestBody.fromBytes(bytes));
  }

  @Override
  protected boolean losesReadsToInterrupts() {
    return true;
  }

  /** One more than a page has. */
  @Override
  protected int manyObjects() {
    return 1_001;
  }

  @Test
  void f40_lies_in_restics_folders_below_the_prefix() throws IOException {
    ObjectName pack = put(ObjectKind.PACK, bytes(10));
    put(ObjectKind.CONFIG, bytes(10));

    assertThat(client.listObjectsV2(request -> request.bucket(bucket)).contents())
        .extracting(S3Object::key)
        .containsExactlyInAnyOrder("some/prefix/config", "some/prefix/" + pack.path());
  }

  @Test
  void sees_nothing_of_a_neighbour_whose_prefix_begins_alike() throws IOException {
    try (ObjectStore neighbour =
        S3ObjectStore.open(
            S3Settings.of(
                S3Location.parse(server().repository(bucket) + "/some/prefix2"),
                server().environment()))) {
      byte[] bytes = bytes(20);
      neighbour.put(name(ObjectKind.PACK, bytes), ObjectContent.of(bytes));

      assertThat(listed(ObjectKind.PACK)).isEmpty();
      assertThatThrownBy(() -> neighbour.size(ObjectName.CONFIG))
          .isInstanceOf(NoSuchObjectException.class);
    }
  }

  @Test
  void a_bucket_that_is_not_there_holds_no_config_and_takes_no_object() throws IOException {
    try (ObjectStore nowhere = S3ObjectStore.open(settings("no-such-bucket"))) {
      assertThatThrownBy(() -> nowhere.size(ObjectName.CONFIG))
          .isInstanceOf(NoSuchObjectException.class);
      assertThatThrownBy(() -> nowhere.list(ObjectKind.PACK, (name, size) -> {}))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("check the bucket's name");
      byte[] bytes = bytes(1);
      assertThatThrownBy(() -> nowhere.put(name(ObjectKind.KEY, bytes), ObjectContent.of(bytes)))
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void refuses_a_wrong_secret_and_a_wrong_key_in_words() throws IOException {
    for (S3Credentials wrong :
        new S3Credentials[] {
          new S3Credentials.Keys(server().accessKey(), new Secret("something-else"), null),
          new S3Credentials.Keys("nobody-we-know", new Secret(server().secretKey()), null),
          new S3Credentials.Anonymous()
        }) {
      try (ObjectStore stranger = S3ObjectStore.open(settings().withCredentials(wrong))) {
        byte[] bytes = bytes(5);
        ObjectName name = name(ObjectKind.KEY, bytes);
        assertThatThrownBy(() -> stranger.size(ObjectName.CONFIG))
            .as("%s", wrong)
            .isInstanceOf(RefusedException.class)
            .hasMessageContaining("check")
            .hasMessageNotContaining("something-else");
        assertThatThrownBy(() -> stranger.read(name, 0, 5)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> stranger.put(name, ObjectContent.of(bytes)))
            .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> stranger.list(ObjectKind.KEY, (object, size) -> {}))
            .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> stranger.delete(name)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(stranger::create).isInstanceOf(RefusedException.class);
      }
    }
  }

  @Test
  void refuses_bytes_that_do_not_have_their_sha256() {
    byte[] bytes = bytes(1_000);
    ObjectName name = name(ObjectKind.PACK, bytes);
    ObjectContent changed = new ObjectContent(ObjectContent.of(bytes(1_000)).pieces(), name.hash());

    assertThatThrownBy(() -> store().put(name, changed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("store " + name);

    assertThatThrownBy(() -> store().size(name)).isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void keeps_packs_and_nothing_else_where_object_lock_is_asked_for() throws IOException {
    String locked = "locked-" + BUCKETS.incrementAndGet();
    server().createLockedBucket(locked);
    S3Upload upload =
        new S3Upload(
            null,
            new S3Upload.Encryption.OfBucket(),
            new S3Upload.Retention(false, Duration.ofHours(1)));
    byte[] bytes = bytes(300);
    ObjectName pack = name(ObjectKind.PACK, bytes);
    ObjectName lock = name(ObjectKind.LOCK, bytes);
    try (ObjectStore store = S3ObjectStore.open(settings(locked).withUpload(upload))) {
      store.put(pack, ObjectContent.of(bytes));
      store.put(lock, ObjectContent.of(bytes));

      assertThatThrownBy(() -> remove(locked, pack)).isInstanceOf(RefusedException.class);
      remove(locked, lock);
    }
  }

  @Test
  void a_pack_that_is_retained_is_hidden_by_a_deletion_and_not_gone() throws IOException {
    String locked = "locked-" + BUCKETS.incrementAndGet();
    server().createLockedBucket(locked);
    S3Upload upload =
        new S3Upload(
            null,
            new S3Upload.Encryption.OfBucket(),
            new S3Upload.Retention(false, Duration.ofHours(1)));
    byte[] bytes = bytes(300);
    ObjectName pack = name(ObjectKind.PACK, bytes);
    try (ObjectStore store = S3ObjectStore.open(settings(locked).withUpload(upload))) {
      store.put(pack, ObjectContent.of(bytes));

      store.delete(pack);

      assertThat(store.exists(pack)).isFalse();
      assertThatThrownBy(() -> remove(locked, pack)).isInstanceOf(RefusedException.class);
    }
  }

  /** Removes the one version of an object for good, as somebody would who wants to harm. */
  private void remove(String from, ObjectName name) throws IOException {
    String key = "some/prefix/" + name.path();
    String version =
        client
            .listObjectVersions(request -> request.bucket(from).prefix(key))
            .versions()
            .getFirst()
            .versionId();
    S3ObjectStore.call(
        "remove " + key,
        () -> client.deleteObject(r -> r.bucket(from).key(key).versionId(version)));
  }
}
