package io.holdfast.schema.document;

/**
 * What is refused before it is allocated.
 *
 * @param bytes the size of the text
 * @param depth how deep lists and objects may stand in each other
 * @param nodes how many values a text may hold, each alias counted with all that it repeats
 * @param aliases how many aliases a text may use
 * @param mistakes how many mistakes are listed
 */
public record Bounds(int bytes, int depth, int nodes, int aliases, int mistakes) {
  /** For files that people write and bodies that programs send: 1 MiB. */
  public static final Bounds DEFAULT = new Bounds(1 << 20, 32, 1 << 18, 16, 100);

  public Bounds {
    if (bytes < 1 || depth < 1 || nodes < 1 || aliases < 0 || mistakes < 1) {
      throw new IllegalArgumentException("a bound that lets nothing through");
    }
  }

  /** The same for a text of another size; values grow with it. */
  public Bounds ofBytes(int most) {
    return new Bounds(most, depth, Math.max(nodes, most / 4), aliases, mistakes);
  }
}
