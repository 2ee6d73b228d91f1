package io.holdfast.api.application;

import io.holdfast.api.value.Reference;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Size;
import java.nio.file.Path;
import java.util.List;

/** What a restore of an application needs. */
@Doc("What a restore of the application needs.")
public record RestoreRules(
    @Doc("What proves that a restored copy works, in this order.") @Size(most = 50)
        List<Probe> probes,
    @Doc("Applications that are restored before this one.") @Size(most = 50)
        List<Reference> after) {
  public RestoreRules {
    probes = List.copyOf(probes);
    after = List.copyOf(after);
    Distinct.require("probes", ".name", probes, Probe::name);
    Distinct.require("after", ".name", after, Reference::name);
  }

  void requireVolumes(List<String> volumes) {
    for (int i = 0; i < probes.size(); i++) {
      if (probes.get(i).check() instanceof Probe.Check.Checksum(var volume, _, _)) {
        Distinct.requireKnown(
            "restore.probes[%d].check.checksum.volume".formatted(i), volume, volumes);
      }
    }
  }

  RestoreRules from(Path directory) {
    return new RestoreRules(probes.stream().map(probe -> probe.from(directory)).toList(), after);
  }
}
