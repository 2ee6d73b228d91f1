package io.holdfast.repository.blob;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticationException;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.TruncatedObjectException;
import io.holdfast.repository.store.UnreadableObjectException;
import java.io.IOException;

/** Tells a repository that lacks something from a store that does not answer. */
public final class Damage {
  private Damage() {}

  /** Whether asking again would not help, so that the rest is to be done without. */
  public static boolean is(IOException failure) {
    return switch (failure) {
      case MissingBlobException _,
          MalformedException _,
          AuthenticationException _,
          DamagedObjectException _,
          NoSuchObjectException _,
          TruncatedObjectException _,
          UnreadableObjectException _ ->
          true;
      default -> failure.getCause() instanceof MalformedException;
    };
  }
}
