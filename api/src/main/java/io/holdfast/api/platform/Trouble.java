package io.holdfast.api.platform;

/** Why something that was asked for was not done. */
public enum Trouble {
  /** There is no such thing. */
  NOT_FOUND,
  /** What was sent makes no sense, or the document has mistakes. */
  MISTAKEN,
  /** What is there does not allow it now. */
  CONFLICT,
  /** The caller may not do it. */
  FORBIDDEN,
  /** A policy or a plan refuses it, for reasons that are told. */
  REFUSED,
  /** There is no repository where one should be. */
  NO_REPOSITORY,
  /** Somebody else has the repository. */
  LOCKED,
  /** The password opens no key of the repository. */
  WRONG_PASSWORD,
  /** It was attempted and failed. */
  FAILED
}
