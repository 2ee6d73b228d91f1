package io.holdfast.api.value;

/** Notations that several kinds share. */
public final class Texts {
  /** A label of a host name (RFC 1123), as Kubernetes wants names. */
  public static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  public static final String A_NAME =
      "a name of at most 63 small letters, digits and -, with a letter or digit at both ends";

  /** The id of a restore point, or which one is meant. */
  public static final String POINT = "[A-Za-z0-9]([-A-Za-z0-9._]{0,126}[A-Za-z0-9])?";

  public static final String A_POINT = "newest, or the id of a restore point";

  /** Text that is more than space, in a notation that schemas share (no flags). */
  public static final String SOMETHING = "[\\s\\S]*\\S[\\s\\S]*";

  private Texts() {}
}
