package io.holdfast.cli.command;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.option.PasswordOptions;
import io.holdfast.location.Session;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.key.KeyAuthor;
import io.holdfast.repository.key.KeyChanges;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What commands that change passwords have in common. */
final class KeyFiles {
  private final Context context;

  KeyFiles(Context context) {
    this.context = context;
  }

  /**
   * Changes to the passwords of a repository.
   *
   * @param user noted with new keys; null for the one who runs this
   * @param host noted with new keys; null for this machine
   */
  KeyChanges changes(Session session, @Nullable String user, @Nullable String host)
      throws IOException {
    var repository = session.repository();
    var surroundings = context.surroundings();
    var author =
        new KeyAuthor(
            Objects.requireNonNullElseGet(user, () -> System.getProperty("user.name", "")),
            host == null ? Host.name() : host,
            surroundings.cost(),
            surroundings.random(),
            surroundings.clock());
    return new KeyChanges(repository.keys(), repository.keyId(), repository.key(), author);
  }

  /** A key is gone, and the repository does not know who wrote it down. */
  void tellOfKits() {
    context.tell(
        "a recovery kit that was exported with the key that is gone opens nothing any more: export"
            + " it again with 'holdfast recovery-kit'");
  }

  /** Variables name the present password: taking them for the new one would change nothing. */
  Password newPassword(PasswordOptions source) throws IOException {
    var passwords = context.sessions().passwords();
    return source.given() > 0
        ? passwords.given(source, "NEW_").orElseThrow()
        : passwords.askForNew("new password", "NEW_");
  }
}
