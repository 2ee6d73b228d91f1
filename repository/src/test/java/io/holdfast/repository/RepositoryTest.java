package io.holdfast.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.config.Config;
import io.holdfast.repository.config.ConfigCodec;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ScryptParameters CHEAP = new ScryptParameters(1024, 8, 1);

  private final MemoryObjectStore store = new MemoryObjectStore();

  @Test
  void is_opened_by_its_password_and_no_other() throws IOException {
    create(ChunkerParameters.Gear.generate(RANDOM));

    assertThat(open("secret")).isInstanceOf(Opening.Opened.class);
    assertThat(open("other")).isInstanceOf(Opening.WrongPassword.class);
  }

  @Test
  void says_when_there_is_none() throws IOException {
    assertThat(open("secret")).isInstanceOf(Opening.NoRepository.class);
  }

  @Test
  void is_not_created_over_another() throws IOException {
    create(new ChunkerParameters.Rabin(Polynomial.generate(RANDOM)));

    assertThatThrownBy(() -> create(ChunkerParameters.Gear.generate(RANDOM)))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void keeps_its_chunker() throws IOException {
    ChunkerParameters gear = ChunkerParameters.Gear.generate(RANDOM);
    create(gear);

    assertThat(opened().chunker()).isEqualTo(gear);
  }

  @Test
  void refuses_the_format_before_compression_and_says_what_to_do() throws IOException {
    create(ChunkerParameters.Gear.generate(RANDOM));
    try (Repository repository = opened()) {
      Config config = repository.config();
      store.delete(ObjectName.CONFIG);
      repository
          .objects()
          .saveConfig(ConfigCodec.encode(new Config(1, config.id(), config.polynomial(), null)));
    }

    assertThatThrownBy(() -> open("secret"))
        .hasMessageContaining("version 1")
        .hasMessageContaining("restic migrate upgrade_repo_v2");
  }

  @Test
  void finishes_an_init_that_ended_after_the_key_file() throws IOException {
    create(ChunkerParameters.Gear.generate(RANDOM));
    store.delete(ObjectName.CONFIG);

    create(ChunkerParameters.Gear.generate(RANDOM));

    assertThat(opened().keys().list()).hasSize(1);
  }

  @Test
  void refuses_to_create_where_parts_of_a_repository_lie() throws IOException {
    create(ChunkerParameters.Gear.generate(RANDOM));
    opened().objects().save(ObjectKind.INDEX, "{}".getBytes(StandardCharsets.UTF_8));
    store.delete(ObjectName.CONFIG);

    assertThatThrownBy(() -> create(ChunkerParameters.Gear.generate(RANDOM)))
        .hasMessageContaining("damaged repository");
  }

  @Test
  void gives_back_the_blobs_that_were_saved() throws IOException {
    create(ChunkerParameters.Gear.generate(RANDOM));
    Random random = new Random(1);
    List<byte[]> blobs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] blob = new byte[random.nextInt(i % 10 == 0 ? 3_000_000 : 2_000)];
      random.nextBytes(blob);
      blobs.add(blob);
    }

    try (Repository repository = opened();
        BlobWriter writer = repository.newWriter(BlobWriter.Settings.DEFAULT);
        BlobCodec codec = repository.newCodec()) {
      for (byte[] blob : blobs) {
        assertThat(save(writer, codec, blob)).isTrue();
        assertThat(save(writer, codec, blob)).isFalse();
      }
      writer.flush(codec);
    }

    try (Repository repository = opened();
        BlobCodec codec = repository.newCodec()) {
      repository.loadIndex();
      for (byte[] blob : blobs) {
        assertThat(repository.reader().load(BlobType.DATA, id(blob), codec)).isEqualTo(blob);
      }
      assertThatThrownBy(() -> repository.reader().load(BlobType.TREE, id(blobs.get(1)), codec))
          .isInstanceOf(MissingBlobException.class);
    }
  }

  @Test
  void names_the_object_that_is_damaged() throws IOException {
    create(ChunkerParameters.Gear.generate(RANDOM));
    ObjectName index =
        opened().objects().save(ObjectKind.INDEX, "{}".getBytes(StandardCharsets.UTF_8));
    byte[] bytes = store.read(index, 0, (int) store.size(index));
    bytes[bytes.length / 2] ^= 1;
    store.delete(index);
    store.put(index, ObjectContent.of(bytes));

    assertThatThrownBy(() -> opened().loadIndex())
        .isInstanceOf(DamagedObjectException.class)
        .hasMessageContaining(index.path());
  }

  private static boolean save(BlobWriter writer, BlobCodec codec, byte[] blob) throws IOException {
    return writer.save(BlobType.DATA, id(blob), blob, 0, blob.length, codec).isNew();
  }

  private static BlobId id(byte[] blob) {
    return new BlobId(Sha256.of(blob));
  }

  private void create(ChunkerParameters chunker) throws IOException {
    try (Password password = password("secret")) {
      var _ = new Creation(chunker, CHEAP, "user", "host").create(store, password, RANDOM, NOW);
    }
  }

  private Repository opened() throws IOException {
    return ((Opening.Opened) open("secret")).repository();
  }

  private Opening open(String text) throws IOException {
    try (Password password = password(text)) {
      return Opening.open(store, password, Optional.empty(), RANDOM);
    }
  }

  private static Password password(String text) {
    return Password.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
