package io.holdfast.host.platform;

import static java.util.stream.Collectors.joining;

import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.Machine;
import io.holdfast.host.kind.UnknownKindException;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import java.io.IOException;
import java.util.List;

/** An application that is declared no more, of which restore points may be left. */
final class FormerApplication {
  private FormerApplication() {}

  /**
   * What whoever asks for its points is told.
   *
   * @throws UnknownKindException the same, when no points are left
   */
  static PlatformException told(String application, UnknownKindException unknown, Machine machine)
      throws IOException {
    ApplicationName name;
    try {
      name = ApplicationName.parse(application);
    } catch (IllegalArgumentException malformed) {
      throw unknown;
    }
    long points = machine.catalog().points().count(name);
    boolean isDeclared =
        machine.kinds().all().stream()
            .anyMatch(kind -> kind.kind().equals("Application") && kind.name().equals(application));
    if (points == 0 || isDeclared) {
      throw unknown;
    }
    List<RepositoryName> repositories = machine.catalog().points().repositories(name);
    PlatformException told =
        new PlatformException(
            Trouble.NOT_FOUND,
            "application %s is declared no more, and %d restore points of it stay in %s: 'holdfast apply -f FILE' declares it again, and they are listed and restored as before; when FILE is lost, 'holdfast -r LOCATION dump latest /kinds/application-%1$s.yaml --tag holdfast,application=%1$s --path /%1$s' prints it"
                .formatted(
                    name,
                    points,
                    repositories.stream()
                        .map(repository -> "repository " + repository)
                        .collect(joining(", "))));
    told.initCause(unknown);
    return told;
  }
}
