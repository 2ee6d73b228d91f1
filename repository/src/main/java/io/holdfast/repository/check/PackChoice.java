package io.holdfast.repository.check;

import io.holdfast.repository.id.PackId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Which packs are read. */
final class PackChoice {
  private PackChoice() {}

  /**
   * The packs to read with their sizes.
   *
   * @param packs all of them, with sizes
   */
  static Map<PackId, Long> of(Reading reading, Map<PackId, Long> packs, RandomGenerator random) {
    return switch (reading) {
      case Reading.None _ -> Map.of();
      case Reading.All _ -> packs;
      case Reading.Part(int number, int of) -> part(packs, number, of);
      case Reading.Percentage(double percent) -> some(packs, percent / 100, random);
      case Reading.Size(long bytes) -> {
        long all = packs.values().stream().mapToLong(Long::longValue).sum();
        yield some(packs, all == 0 ? 1 : Math.min(1, (double) bytes / all), random);
      }
    };
  }

  private static Map<PackId, Long> part(Map<PackId, Long> packs, int number, int of) {
    Map<PackId, Long> chosen = new HashMap<>();
    packs.forEach((id, size) -> {
      int first = (int) (id.hash().w0() >>> 56);
      if (first % of == number - 1) {
        chosen.put(id, size);
      }
    });
    return chosen;
  }

  private static Map<PackId, Long> some(
      Map<PackId, Long> packs, double share, RandomGenerator random) {
    List<PackId> ids = new ArrayList<>(packs.keySet());
    Collections.sort(ids);
    Collections.shuffle(ids, Random.from(random));
    int count = (int) Math.min(ids.size(), Math.max(1, Math.round(share * ids.size())));
    Map<PackId, Long> chosen = new HashMap<>();
    ids.subList(0, count).forEach(id -> chosen.put(id, packs.getOrDefault(id, 0L)));
    return chosen;
  }
}
