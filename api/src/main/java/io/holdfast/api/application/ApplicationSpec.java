package io.holdfast.api.application;

import io.holdfast.api.value.Reference;
import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is protected together, and how. */
@Doc("What is protected together, and how.")
public record ApplicationSpec(
    @Doc("The Repository that its restore points are kept in.") Reference repositoryRef,
    @Doc("The Policy that it follows; without one nothing happens by itself.")
        @Nullable Reference policyRef,
    @Doc("Its volumes.") @Size(least = 1, most = 200) List<Volume> volumes,
    @Doc("Volumes that are only right together: they need one volume snapshot over all of them.")
        @Size(most = 100)
        List<ConsistencyGroup> consistencyGroups,
    @Doc("What runs on its data.") @Size(most = 200) List<Workload> workloads,
    @Doc("What a restore of it needs.") @Default("{}") RestoreRules restore,
    @Doc("The trust domain that its certificates belong to.")
        @Pattern(value = Texts.NAME, expected = Texts.A_NAME)
        @Nullable String trustDomain) {
  public ApplicationSpec {
    volumes = List.copyOf(volumes);
    consistencyGroups = List.copyOf(consistencyGroups);
    workloads = List.copyOf(workloads);
    Distinct.require("volumes", ".name", volumes, Volume::name);
    Distinct.require("workloads", ".name", workloads, Workload::name);
    requireGroupsOf(volumes.stream().map(Volume::name).toList(), consistencyGroups);
    restore.requireVolumes(volumes.stream().map(Volume::name).toList());
  }

  private static void requireGroupsOf(List<String> volumes, List<ConsistencyGroup> groups) {
    var grouped = new HashSet<String>();
    for (int i = 0; i < groups.size(); i++) {
      var members = groups.get(i).volumes();
      for (int j = 0; j < members.size(); j++) {
        var place = "consistencyGroups[%d].volumes[%d]".formatted(i, j);
        var name = members.get(j);
        Distinct.requireKnown(place, name, volumes);
        if (!grouped.add(name)) {
          throw new ComponentException(
              place, "is %s again".formatted(Quoted.shown(name)), "each volume in one group only");
        }
      }
    }
  }

  /** The same with its paths seen from a directory. */
  public ApplicationSpec from(Path directory) {
    return new ApplicationSpec(
        repositoryRef,
        policyRef,
        volumes.stream().map(volume -> volume.from(directory)).toList(),
        consistencyGroups,
        workloads,
        restore.from(directory),
        trustDomain);
  }

  /** Volumes that are only right together. */
  @Doc("Volumes that are only right together.")
  public record ConsistencyGroup(
      @Doc("Their names.") @Size(least = 2, most = 200) List<String> volumes) {
    public ConsistencyGroup {
      volumes = List.copyOf(volumes);
    }
  }
}
