package io.holdfast.repository.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackChoiceTest {
  private final Map<PackId, Long> packs = packs();

  private static Map<PackId, Long> packs() {
    Map<PackId, Long> packs = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      packs.put(new PackId(Sha256.of(new byte[] {(byte) i, (byte) (i >> 8)})), 1000L);
    }
    return packs;
  }

  private Set<PackId> choose(Reading reading) {
    return PackChoice.of(reading, packs, new Random(1)).keySet();
  }

  @Test
  void all_parts_together_are_all_packs_each_once() {
    Set<PackId> all = new HashSet<>();
    int count = 0;
    for (int number = 1; number <= 7; number++) {
      Set<PackId> part = choose(new Reading.Part(number, 7));
      all.addAll(part);
      count += part.size();
    }
    assertThat(all).isEqualTo(packs.keySet());
    assertThat(count).isEqualTo(packs.size());
  }

  @Test
  void a_part_is_the_one_that_restic_means() {
    assertThat(choose(new Reading.Part(3, 256)))
        .isNotEmpty()
        .allSatisfy(pack -> assertThat(pack.hex()).startsWith("02"));
  }

  @Test
  void a_share_is_as_large_as_asked_for_and_never_nothing() {
    assertThat(choose(new Reading.Percentage(12.5))).hasSize(125);
    assertThat(choose(new Reading.Percentage(0.0001))).hasSize(1);
    assertThat(choose(new Reading.Percentage(100))).isEqualTo(packs.keySet());
  }

  @Test
  void a_size_takes_packs_of_about_so_many_bytes() {
    assertThat(choose(new Reading.Size(250_000))).hasSize(250);
    assertThat(choose(new Reading.Size(1))).hasSize(1);
    assertThat(choose(new Reading.Size(Long.MAX_VALUE))).isEqualTo(packs.keySet());
  }

  @Test
  void another_random_chooses_others() {
    assertThat(PackChoice.of(new Reading.Percentage(10), packs, new Random(2)).keySet())
        .isNotEqualTo(choose(new Reading.Percentage(10)));
  }

  @Test
  void choices_that_do_not_exist_are_refused() {
    assertThatThrownBy(() -> new Reading.Part(8, 7)).hasMessageContaining("8/7");
    assertThatThrownBy(() -> new Reading.Part(0, 7)).hasMessageContaining("0/7");
    assertThatThrownBy(() -> new Reading.Part(1, 257)).hasMessageContaining("256");
    assertThatThrownBy(() -> new Reading.Percentage(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new Reading.Percentage(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Reading.Size(0)).hasMessageContaining("0");
  }
}
