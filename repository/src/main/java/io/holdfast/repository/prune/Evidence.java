package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The listing of packs against the index: what does not fit is a reason to do nothing.
 *
 * <p>That a pack is not listed proves nothing, so the store is asked for it by name.
 */
final class Evidence {
  /** So many packs that nothing needs may be missing, whatever their share. */
  private static final int FEW = 10;

  /** Of so many packs one may be missing that nothing needs. */
  private static final int ONE_OF = 10;

  private final ObjectStore store;
  private final PackUses uses;
  private final Map<PackId, Long> listed;

  Evidence(ObjectStore store, PackUses uses, Map<PackId, Long> listed) {
    this.store = store;
    this.uses = uses;
    this.listed = listed;
  }

  Optional<Refusal> refusal() throws IOException {
    List<PackId> there = new ArrayList<>();
    List<PackId> missing = new ArrayList<>();
    int vanished = 0;
    for (PackUse pack : uses.packs()) {
      Long size = listed.get(pack.id());
      if (size == null) {
        if (store.exists(ObjectName.of(ObjectKind.PACK, pack.id().hash()))) {
          there.add(pack.id());
        } else if (pack.usedBlobs() > 0) {
          missing.add(pack.id());
        } else if (!pack.isReplaced()) {
          vanished++;
        }
      } else if (size != pack.size() && pack.usedBlobs() > 0) {
        return Optional.of(new Refusal.WrongSize(pack.id(), size, pack.size()));
      }
    }
    if (!there.isEmpty()) {
      return Optional.of(new Refusal.ShortListing(there.size(), some(there)));
    }
    if (!missing.isEmpty()) {
      return Optional.of(new Refusal.MissingPacks(missing.size(), some(missing)));
    }
    int indexed = uses.packs().size();
    return vanished > FEW && vanished > indexed / ONE_OF
        ? Optional.of(new Refusal.TooManyVanished(indexed, vanished))
        : Optional.empty();
  }

  private static List<PackId> some(List<PackId> packs) {
    return packs.subList(0, Math.min(Refusal.MOST_NAMED, packs.size()));
  }
}
