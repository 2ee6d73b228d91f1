package io.holdfast.host.platform;

import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.kind.UnknownKindException;
import io.holdfast.host.repository.RepositoryClosedException;
import io.holdfast.host.run.NotThereException;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.repository.lock.LockRefusedException;
import io.holdfast.vault.point.NoSuchPointException;
import java.io.IOException;
import java.util.List;

/** What goes wrong on this machine, as callers are told. */
final class Troubles {
  private Troubles() {}

  /**
   * What a failure is for a caller.
   *
   * @throws IOException the same, when it is nothing that a caller could tell from others
   */
  static PlatformException of(IOException failure) throws IOException {
    return switch (failure) {
      case UnknownKindException unknown -> told(Trouble.NOT_FOUND, unknown);
      case NoSuchPointException absent -> told(Trouble.NOT_FOUND, absent);
      case NotThereException absent -> told(Trouble.NOT_FOUND, absent);
      case LargeAnswerException large -> told(Trouble.MISTAKEN, large);
      case RepositoryClosedException closed ->
          told(
              switch (closed.why()) {
                case ABSENT, REPLACED, MISNAMED -> Trouble.NO_REPOSITORY;
                case LOCKED -> Trouble.LOCKED;
                case WRONG_PASSWORD -> Trouble.WRONG_PASSWORD;
                case NO_KEY -> Trouble.FAILED;
              },
              closed);
      case LockRefusedException locked -> told(Trouble.LOCKED, locked);
      default -> throw failure;
    };
  }

  private static PlatformException told(Trouble trouble, IOException failure) {
    PlatformException told = new PlatformException(trouble, String.valueOf(failure.getMessage()));
    told.initCause(failure);
    return told;
  }

  /** The restore point of that name. */
  static PointId point(String text) throws PlatformException {
    try {
      return PointId.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw mistaken(malformed);
    }
  }

  static PlatformException mistaken(IllegalArgumentException malformed) {
    return new PlatformException(Trouble.MISTAKEN, String.valueOf(malformed.getMessage()));
  }

  /** The plan; when there is none, all reasons. */
  static <P> P planned(String what, Planning<P> planning) throws PlatformException {
    return switch (planning) {
      case Planning.Planned<P>(P plan) -> plan;
      case Planning.Refused<P>(var refusals) -> throw refused(what, refusals);
    };
  }

  static PlatformException refused(String what, List<Refusal> refusals) {
    return PlatformException.refused(
        "%s is refused, and nothing was done".formatted(what),
        refusals.stream().map(Refusal::sentence).toList());
  }
}
