package io.holdfast.repository.file;

import java.io.IOException;

/** An entry that was opened as a regular file and is something else: it was replaced meanwhile. */
public final class UnexpectedKindException extends IOException {
  private static final long serialVersionUID = 1;

  UnexpectedKindException(BytePath path, EntryKind found) {
    super("cannot open \"" + path + "\": it is a " + found + ", expected a regular file");
  }
}
