package io.holdfast.cli.command;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Session;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.PasswordOptions;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.key.KeyRing;
import java.io.IOException;

/** Adds key files for new passwords. */
final class KeyFiles {
  private final Context context;

  KeyFiles(Context context) {
    this.context = context;
  }

  /** Adds one. */
  KeyId add(Session session, PasswordOptions source, String username, String hostname)
      throws IOException {
    var repository = session.repository();
    if (repository.keys().list().size() >= KeyRing.MOST_TRIED) {
      throw StopException.failed(
          "the repository has %d keys already, and restic tries no more: remove one first"
              .formatted(KeyRing.MOST_TRIED));
    }
    try (var password = password(source)) {
      var surroundings = context.surroundings();
      var file =
          KeyFile.wrap(
              repository.key(),
              password,
              surroundings.cost(),
              GoTime.format(surroundings.clock().instant()),
              username,
              hostname,
              surroundings.random());
      session.lock().requireHeld();
      return repository.keys().add(file);
    }
  }

  // Variables name the present password: taking them for the new one would change nothing.
  private Password password(PasswordOptions source) throws IOException {
    var passwords = context.sessions().passwords();
    return source.given() > 0
        ? passwords.given(source, "").orElseThrow()
        : passwords.askForNew("new password");
  }
}
