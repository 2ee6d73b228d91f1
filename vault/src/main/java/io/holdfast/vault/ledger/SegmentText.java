package io.holdfast.vault.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.FoundSegment;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.MalformedFactException;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Segments as they lie in a repository: a fact on each line, byte by byte, and the signature last.
 */
final class SegmentText {
  /** As many facts as a segment may have, of the usual size. */
  static final int LARGEST = 64 << 20;

  /** The last line. */
  record Seal(String publicKey, String signature) {}

  private SegmentText() {}

  static byte[] write(Segment segment) {
    StringBuilder text = new StringBuilder();
    segment.entries().forEach(entry -> text.append(entry.text()).append('\n'));
    text.append(new String(Json.write(new Seal(segment.publicKey(), segment.signature())), UTF_8));
    return text.append('\n').toString().getBytes(UTF_8);
  }

  /** Reads one as it is. */
  static FoundSegment found(SegmentPlace place, byte[] bytes) throws IOException {
    List<String> texts = texts(place.words(), bytes);
    Seal seal = seal(place.words(), bytes);
    FactId first = new FactId(place.line(), place.writer(), place.first());
    return new FoundSegment(first, texts, seal.publicKey, seal.signature);
  }

  /** Whether the writer whose place it has signed it, whatever it says. */
  static boolean isSigned(SegmentPlace place, byte[] bytes) {
    try {
      return found(place, bytes).look(List.of()).signed();
    } catch (IOException noSegment) {
      return false;
    }
  }

  /** The line that its facts say, when the writer whose place it has signed them. */
  static Optional<LedgerLine> signedLine(SegmentPlace place, byte[] bytes) {
    try {
      return found(place, bytes).signedLine();
    } catch (IOException noSegment) {
      return Optional.empty();
    }
  }

  /**
   * Reads one; whether it is sound is {@link Segment#flaws}' to say.
   *
   * @param place where it lies, for messages
   */
  static Segment read(String place, byte[] bytes) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String text : texts(place, bytes)) {
      try {
        entries.add(Entry.read(text));
      } catch (MalformedFactException malformed) {
        throw new IOException(
            "line %d of %s is no fact: %s"
                .formatted(entries.size() + 1, place, malformed.getMessage()),
            malformed);
      }
    }
    Seal seal = seal(place, bytes);
    return new Segment(entries, seal.publicKey, seal.signature);
  }

  private static List<String> texts(String place, byte[] bytes) throws IOException {
    List<String> lines = lines(bytes);
    if (lines.size() < 2 || lines.size() > Segment.MOST + 1) {
      throw new IOException(
          "%s is no segment of a ledger: expected facts and a signature".formatted(place));
    }
    return lines.subList(0, lines.size() - 1);
  }

  private static Seal seal(String place, byte[] bytes) throws IOException {
    byte[] last = lines(bytes).getLast().getBytes(UTF_8);
    return switch (Json.read(place, last, Seal.class, UnknownFields.IGNORE, Bounds.DEFAULT)) {
      case Reading.Read<Seal>(Seal seal) -> seal;
      case Reading.Refused<Seal>(var mistakes) ->
          throw new IOException("%s has no signature: %s".formatted(place, mistakes.getFirst()));
    };
  }

  private static List<String> lines(byte[] bytes) {
    return new String(bytes, UTF_8).lines().toList();
  }
}
