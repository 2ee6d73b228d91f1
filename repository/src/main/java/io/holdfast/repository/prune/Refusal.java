package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import java.util.List;
import java.util.stream.Collectors;

/** Why nothing is pruned; the repository is as it was. */
public sealed interface Refusal {
  /** Whatever it names, it names at most so many of. */
  int MOST_NAMED = 10;

  /** For people: what is the matter, and what to do. */
  String message();

  /** Snapshots need blobs that the index does not know. */
  record MissingBlobs(long count, List<String> some) implements Refusal {
    public MissingBlobs {
      some = List.copyOf(some);
    }

    @Override
    public String message() {
      return "nothing is pruned: %d blobs that snapshots need are not in the index (%s); run 'holdfast check' to see what that affects"
          .formatted(count, String.join(", ", some));
    }
  }

  /** A directory of a snapshot is lost or damaged: what is below it, and used, is unknown. */
  record UnreadableTree(String reason) implements Refusal {
    @Override
    public String message() {
      return "nothing is pruned: a directory that a snapshot needs cannot be read (%s); run 'holdfast check' to see which snapshots that affects, and 'forget' those that cannot be mended"
          .formatted(reason);
    }
  }

  /** Used blobs are stored several times, and no copy can be read. */
  record DamagedBlobs(long count) implements Refusal {
    @Override
    public String message() {
      return "nothing is pruned: %d blobs that snapshots need are damaged in each pack that has them; run 'holdfast check --read-data' to see what that affects"
          .formatted(count);
    }
  }

  /** Packs with used blobs are not there. */
  record MissingPacks(long count, List<PackId> some) implements Refusal {
    public MissingPacks {
      some = List.copyOf(some);
    }

    @Override
    public String message() {
      return "nothing is pruned: packs with blobs that snapshots need are missing, %d in all (%s); run 'holdfast check' to see what that affects"
          .formatted(count, named(some));
    }
  }

  /** Packs are there, but were not listed. */
  record ShortListing(long count, List<PackId> some) implements Refusal {
    public ShortListing {
      some = List.copyOf(some);
    }

    @Override
    public String message() {
      return "nothing is pruned: the store did not list %d packs that are there (%s), so its listings cannot be relied on now; run this again later"
          .formatted(count, named(some));
    }
  }

  /** No index file that is listed names what this run has just stored. */
  record ShortIndexListing(long packs) implements Refusal {
    @Override
    public String message() {
      return "nothing is removed: no index file that is listed names the %d packs stored just now, so listings are late, or another prune has removed them; run this again later"
          .formatted(packs);
    }
  }

  /** So many packs that the index names are not there that something must be wrong. */
  record TooManyVanished(long indexed, long vanished) implements Refusal {
    @Override
    public String message() {
      return "nothing is pruned: the index names %d packs, and %d of them are not there; nothing needs those, but no prune leaves that behind; look whether somebody deleted files of the repository, or whether the store is well"
          .formatted(indexed, vanished);
    }
  }

  /** A pack with used blobs has another size than its blobs and header take. */
  record WrongSize(PackId pack, long listed, long expected) implements Refusal {
    @Override
    public String message() {
      return "nothing is pruned: pack %s has %d bytes, by the index it has %d; run 'holdfast check --read-data' to see what that affects"
          .formatted(pack.hex(), listed, expected);
    }
  }

  /** There are packs and no snapshot: everything would go. */
  record NoSnapshot(long packs) implements Refusal {
    @Override
    public String message() {
      return "nothing is pruned: there is no snapshot, so all %d packs would be removed; if that is meant, as after a first backup that did not end, say so with --remove-all"
          .formatted(packs);
    }
  }

  private static String named(List<PackId> packs) {
    return packs.stream().map(pack -> pack.hash().brief()).collect(Collectors.joining(", "));
  }
}
