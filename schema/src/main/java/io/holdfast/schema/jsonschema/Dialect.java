package io.holdfast.schema.jsonschema;

/** For whom a schema is written. */
public enum Dialect {
  /** JSON Schema 2020-12: constants as {@code const}, unknown fields refused. */
  EDITOR,

  /**
   * A structural schema of OpenAPI 3.0: unknown fields are pruned by the API server, rules in CEL.
   */
  KUBERNETES
}
