package io.holdfast.repository.store;

import java.io.IOException;
import java.util.function.Predicate;

/** A store whose listings leave some objects out, as some real ones have done. */
public final class ForgetfulObjectStore extends ForwardingObjectStore {
  private final Predicate<ObjectName> leftOut;

  public ForgetfulObjectStore(ObjectStore store, Predicate<ObjectName> leftOut) {
    super(store);
    this.leftOut = leftOut;
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    store.list(
        kind,
        (name, size) -> {
          if (!leftOut.test(name)) {
            listing.object(name, size);
          }
        });
  }
}
