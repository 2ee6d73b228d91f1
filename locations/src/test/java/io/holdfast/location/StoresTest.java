package io.holdfast.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.bandwidth.BandwidthLimitedObjectStore;
import io.holdfast.repository.store.cache.CachingObjectStore;
import io.holdfast.repository.store.retry.RetryingObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoresTest {
  private static final String BUCKET = "s3:http://127.0.0.1:1/bucket";

  @TempDir private Path directory;

  @Test
  void a_local_store_is_used_as_it_is() throws IOException {
    try (ObjectStore store = open("/srv/x", StoreSettings.DEFAULT, Map.of())) {
      assertThat(store).isInstanceOf(LocalObjectStore.class);
    }
  }

  @Test
  void a_store_elsewhere_is_asked_again_and_its_answers_are_kept() throws IOException {
    try (ObjectStore store = open("rest:http://127.0.0.1:1/", StoreSettings.DEFAULT, Map.of())) {
      assertThat(store).isInstanceOf(CachingObjectStore.class);
    }
    StoreSettings none =
        new StoreSettings(
            StoreSettings.Limits.NONE,
            StoreSettings.Trust.DEFAULT,
            StoreSettings.Copies.NONE,
            ExtendedOptions.NONE);
    try (ObjectStore store = open("rest:http://127.0.0.1:1/", none, Map.of())) {
      assertThat(store).isInstanceOf(RetryingObjectStore.class);
    }
  }

  @Test
  void limits_apply_to_every_kind_of_store() throws IOException {
    StoreSettings limited =
        new StoreSettings(
            new StoreSettings.Limits(0, 100),
            StoreSettings.Trust.DEFAULT,
            StoreSettings.Copies.NONE,
            ExtendedOptions.NONE);

    try (ObjectStore store = open("/srv/x", limited, Map.of())) {
      assertThat(store).isInstanceOf(BandwidthLimitedObjectStore.class);
    }
  }

  @Test
  void a_rate_that_is_none_is_refused() {
    assertThatThrownBy(() -> new StoreSettings.Limits(-1, 0))
        .isInstanceOf(UnusableSettingException.class)
        .hasMessage("the limit of the upload is -1: expected KiB per second, or 0 for no limit");
  }

  @Test
  void a_bucket_without_credentials_is_refused_with_what_to_set() {
    assertThatThrownBy(() -> open(BUCKET, StoreSettings.DEFAULT, Map.of()))
        .isInstanceOf(UnusableSettingException.class)
        .hasMessageContaining("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void keys_come_from_a_file_although_variables_have_others() throws IOException {
    Path file = directory.resolve("credentials");
    Files.writeString(file, "[shop]\naws_access_key_id = A\n");
    Environment environment =
        new Environment(Map.of("AWS_ACCESS_KEY_ID", "other", "AWS_SECRET_ACCESS_KEY", "other"))
            .withCredentialsFile(file, "shop");

    // Half a pair of keys: were the variables' taken, it would not be missed.
    assertThatThrownBy(
            () -> stores(StoreSettings.DEFAULT, environment).open(Location.parse(BUCKET)).close())
        .isInstanceOf(UnusableSettingException.class);

    Files.writeString(file, "[shop]\naws_access_key_id = A\naws_secret_access_key = B\n");
    stores(StoreSettings.DEFAULT, environment).open(Location.parse(BUCKET)).close();
  }

  @Test
  void settings_of_one_kind_are_looked_at_when_such_a_store_is_opened() throws IOException {
    StoreSettings settings =
        new StoreSettings(
            StoreSettings.Limits.NONE,
            StoreSettings.Trust.DEFAULT,
            StoreSettings.Copies.NONE,
            ExtendedOptions.of(List.of("s3.bucket-lookup=odd")));
    Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b");

    open("/srv/x", settings, keys).close();
    assertThatThrownBy(() -> open(BUCKET, settings, keys))
        .isInstanceOf(UnusableSettingException.class)
        .hasMessage("s3.bucket-lookup=odd: expected auto, dns or path");
  }

  @Test
  void an_unknown_setting_is_refused_with_those_that_are_known() {
    assertThatThrownBy(() -> ExtendedOptions.of(List.of("s3.colour=red")))
        .isInstanceOf(UnusableSettingException.class)
        .hasMessageContaining("'s3.colour' is not known: expected one of local.connections");
  }

  @Test
  void copies_are_kept_where_somebody_says_or_in_the_usual_place() {
    Environment home = new Environment(Map.of("HOME", "/home/ann"));
    Environment named = new Environment(Map.of("HOME", "/h", "HOLDFAST_CACHE_DIR", "/c"));

    assertThat(StoreSettings.Copies.USUAL.place(home))
        .hasValue(Path.of("/home/ann/.cache/holdfast"));
    assertThat(StoreSettings.Copies.USUAL.place(named)).hasValue(Path.of("/c"));
    assertThat(new StoreSettings.Copies(true, Path.of("/x")).place(named)).hasValue(Path.of("/x"));
    assertThat(StoreSettings.Copies.NONE.place(named)).isEmpty();
  }

  private static ObjectStore open(
      String location, StoreSettings settings, Map<String, String> variables) throws IOException {
    return stores(settings, new Environment(variables)).open(Location.parse(location));
  }

  private static Stores stores(StoreSettings settings, Environment environment) {
    return new Stores(
        settings, environment, InstantSource.system(), new Random(1), StoreListener.SILENT);
  }
}
