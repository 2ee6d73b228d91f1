package io.holdfast.repository.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A decoder under test.
 *
 * @param name as reports and corpus files call it
 * @param weight how many inputs it gets in relation to the others
 * @param maker of inputs
 * @param first whether an input gets past what the decoder looks at first
 * @param decoder under test
 * @param perByte bytes of heap that decoding may allocate for each byte of input
 * @param constant bytes of heap that decoding may allocate besides
 */
record Target(
    String name,
    int weight,
    Maker maker,
    FirstCheck first,
    Decoder decoder,
    long perByte,
    long constant) {
  @FunctionalInterface
  interface Maker {
    byte[] make(RandomGenerator random);
  }

  @FunctionalInterface
  interface FirstCheck {
    boolean passes(byte[] input);
  }

  /** Decodes, and returns what else must hold of the value; that part may take any memory. */
  @FunctionalInterface
  interface Decoder {
    Verification decode(byte[] input) throws IOException;
  }

  @FunctionalInterface
  interface Verification {
    void run() throws IOException;
  }

  /** All decoders there are. */
  static List<Target> all(RandomGenerator random) {
    List<Target> all = new ArrayList<>(JsonTargets.all(random));
    all.addAll(BinaryTargets.all());
    return List.copyOf(all);
  }
}
