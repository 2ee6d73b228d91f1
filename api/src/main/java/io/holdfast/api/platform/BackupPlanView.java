package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** What a backup would do. */
public record BackupPlanView(
    @Doc("The application.") String application,
    @Doc("How consistent the point would be.") String consistency,
    @Doc("How each volume would be read.") List<VolumeMethod> volumes,
    @Doc("In their order.") List<String> steps,
    @Doc("What a person should know.") List<String> warnings) {
  public BackupPlanView {
    volumes = List.copyOf(volumes);
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /** How a volume would be read. */
  public record VolumeMethod(
      @Doc("The volume's name.") String volume,
      @Doc("How it is read: frozen, live or missing.") String way,
      @Doc("Why so.") String reason) {}
}
