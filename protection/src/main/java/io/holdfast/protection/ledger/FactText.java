package io.holdfast.protection.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;

/**
 * Facts as text: canonical JSON, one line. The hash of a fact is the SHA-256 of these bytes, so
 * what is written once is never written anew; fields and kinds of facts that a newer program added
 * are passed over when it is read.
 */
final class FactText {
  private static final Bounds BOUNDS = Bounds.DEFAULT.ofBytes(Entry.LARGEST);

  private FactText() {}

  static String write(Fact fact) {
    String text = new String(Json.write(fact), UTF_8);
    if (text.length() > Entry.LARGEST / 3) { // characters of up to three bytes
      throw new IllegalArgumentException(
          "fact %s is too large for the ledger: %d characters".formatted(fact.id(), text.length()));
    }
    return text;
  }

  static Fact read(String text) throws MalformedFactException {
    return switch (Json.read(
        "fact", text.getBytes(UTF_8), Fact.class, UnknownFields.IGNORE, BOUNDS)) {
      case Reading.Read<Fact>(Fact fact) -> fact;
      case Reading.Refused<Fact>(var mistakes) ->
          throw new MalformedFactException(mistakes.getFirst().toString());
    };
  }
}
