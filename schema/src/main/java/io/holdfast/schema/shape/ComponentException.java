package io.holdfast.schema.shape;

/**
 * What a record's constructor throws when it knows which of its components is wrong.
 *
 * <p>The mistake then stands at that component; that of any other {@link IllegalArgumentException}
 * stands at the record.
 */
public final class ComponentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String component;
  private final String problem;
  private final String expected;

  /**
   * A component that is wrong.
   *
   * @param component its path below the record, such as {@code volumes[1].path}
   * @param problem what was found, with the offending value
   * @param expected what would be right; empty when the problem says it
   */
  public ComponentException(String component, String problem, String expected) {
    super(
        expected.isEmpty()
            ? component + " " + problem
            : component + " " + problem + ": expected " + expected);
    this.component = component;
    this.problem = problem;
    this.expected = expected;
  }

  public String component() {
    return component;
  }

  public String problem() {
    return problem;
  }

  public String expected() {
    return expected;
  }
}
