package io.holdfast.repository.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  private record Settings(String user, Secret key) {}

  @Test
  void prints_nothing_of_itself_also_within_a_record() {
    Secret secret = new Secret("hidden");

    assertThat(secret).hasToString("***");
    assertThat(new Settings("me", secret)).hasToString("Settings[user=me, key=***]");
    assertThat(secret.hashCode()).isEqualTo(new Secret("other").hashCode());
  }

  @Test
  void equals_one_of_the_same_text() {
    assertThat(new Secret("hidden")).isEqualTo(new Secret("hidden"));
    assertThat(new Secret("hidden")).isNotEqualTo(new Secret("hidde"));
  }

  @Test
  void is_revealed_to_who_asks_by_name() {
    assertThat(new Secret("hidden").reveal()).isEqualTo("hidden");
  }
}
