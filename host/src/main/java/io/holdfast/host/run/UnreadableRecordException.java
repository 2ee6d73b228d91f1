package io.holdfast.host.run;

import java.io.IOException;

/** What a run recorded of itself is not what this program writes: it never will be. */
public final class UnreadableRecordException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String mistake) {
    super("the record of a run cannot be read: " + mistake);
  }
}
