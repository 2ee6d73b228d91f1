package io.holdfast.repository.store.bandwidth;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A store whose uploads and downloads of another one stay below a rate each ({@code
 * --limit-upload}, {@code --limit-download}); safe for use by many threads.
 *
 * <p>Only objects' bytes count; requests, listings and the overhead of TLS do not. It belongs below
 * the decorator that repeats calls, so that what is sent again is held back again.
 */
public final class BandwidthLimitedObjectStore extends ForwardingObjectStore {
  private final @Nullable Bandwidth upload;
  private final @Nullable Bandwidth download;

  /**
   * @param upload null for no limit
   * @param download null for no limit
   */
  public BandwidthLimitedObjectStore(
      ObjectStore store, @Nullable Bandwidth upload, @Nullable Bandwidth download) {
    super(store);
    this.upload = upload;
    this.download = download;
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    store.put(name, upload == null ? content : content.at(upload));
  }

  @Override
  public void readInto(byte[] target, ObjectName name, long offset, int length) throws IOException {
    if (download == null) {
      store.readInto(target, name, offset, length);
    } else {
      super.readInto(target, name, offset, length);
    }
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    if (download == null || length <= 0) {
      return store.read(name, offset, length);
    }
    int part = download.partSize();
    if (length <= part) {
      download.pass(length);
      return store.read(name, offset, length);
    }
    long size = store.size(name);
    if (size - offset < length) {
      return store.read(name, offset, length); // refuses it, in the store's own words
    }
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; done += part) {
      int wanted = Math.min(part, length - done);
      download.pass(wanted);
      System.arraycopy(store.read(name, offset + done, wanted), 0, bytes, done, wanted);
    }
    return bytes;
  }
}
