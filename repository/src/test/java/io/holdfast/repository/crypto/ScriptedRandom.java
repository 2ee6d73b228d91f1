package io.holdfast.repository.crypto;

import java.security.SecureRandom;

/** A generator that returns the same bytes each time; for tests alone. */
final class ScriptedRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final byte[] script;

  ScriptedRandom(byte[] script) {
    this.script = script.clone();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = script[i % script.length];
    }
  }
}
