package io.holdfast.repository.store.rest;

import io.holdfast.repository.store.BusyException;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.http.HttpAnswer;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;

/** What an answer that is no success means, told with what was attempted. */
final class RestFailure {
  private RestFailure() {}

  static IOException of(String attempt, HttpAnswer answer) throws InterruptedIOException {
    int status = answer.status();
    String text;
    try {
      text = answer.text();
    } catch (InterruptedIOException cancelled) {
      throw cancelled;
    } catch (IOException brokenOff) {
      text = String.valueOf(brokenOff.getMessage()); // the status says what there is to do
    }
    String failed =
        "cannot %s: the server answered %d%s"
            .formatted(attempt, status, text.isEmpty() ? "" : " (" + text + ")");
    return switch (status) {
      case 401 ->
          new RefusedException(
              failed
                  + "; check user and password, in rest:https://user:password@host/ or in"
                  + " RESTIC_REST_USERNAME and RESTIC_REST_PASSWORD");
      case 403 ->
          new RefusedException(failed + "; the user may not do this, or the server only appends");
      case 404 -> new RefusedException(failed + "; check the path, and that 'init' was run");
      case 413, 507 -> new RefusedException(failed + "; the server has no more room for it");
      // what arrived there was not what was sent
      case 400 -> new IOException(failed);
      case 408, 423, 425, 429, 500, 502, 503, 504 ->
          new BusyException(failed, answer.retryAfter().orElse(null), null);
      default -> status < 500 ? new RefusedException(failed) : new IOException(failed);
    };
  }

  static IOException of(String attempt, IOException cause) {
    String message = "cannot %s: %s".formatted(attempt, cause.getMessage());
    return switch (cause) {
      case RefusedException _ -> new RefusedException(message, cause);
      case InterruptedIOException _ -> Interruption.of(message, cause);
      default -> new IOException(message, cause);
    };
  }
}
