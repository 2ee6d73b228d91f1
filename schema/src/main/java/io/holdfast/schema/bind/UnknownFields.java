package io.holdfast.schema.bind;

/** What becomes of a field that no shape knows. */
public enum UnknownFields {
  /** For what people write: a slip of the pen must not become a default. */
  REFUSE,

  /** For what is stored: a newer version may have written it. */
  IGNORE
}
