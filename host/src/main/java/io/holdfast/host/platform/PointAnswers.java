package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PointList;
import io.holdfast.host.Machine;
import java.io.IOException;

/** The restore points that there are. */
final class PointAnswers {
  private final Machine machine;

  PointAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.LIST_POINTS, this::points);
  }

  private PointList points(OfApplication question, Caller caller) throws IOException {
    var subject = machine.kinds().subject(question.application());
    return new PointList(
        machine.catalog().points().of(subject.repositoryName(), subject.name()).stream()
            .map(Views::of)
            .toList());
  }
}
