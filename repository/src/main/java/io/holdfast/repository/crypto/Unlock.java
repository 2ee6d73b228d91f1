package io.holdfast.repository.crypto;

/** What came of trying a password on a key file. */
public sealed interface Unlock {
  /** The password fits; whoever asked closes {@code key}. */
  record Opened(MasterKey key) implements Unlock {}

  /** The password belongs to another key file, or to none. */
  record WrongPassword() implements Unlock {}

  /**
   * Whether the password fits cannot be known: the key file asks for what this program does not do.
   * restic gives up at such a file instead of trying the next one (F7).
   */
  record Unsupported(String why) implements Unlock {}
}
