package io.holdfast.repository.select;

import io.holdfast.repository.codec.GoText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that are tried in order, where one with {@code !} in front takes back what earlier ones
 * matched; immutable.
 *
 * <p>A path that no pattern matches is not meant; nor is anything by a list without patterns.
 */
public final class PatternList {
  /** Whether letters that differ in case alone are the same. */
  public enum LetterCase {
    /** They differ. */
    SENSITIVE,
    /**
     * They are the same; bytes that are not UTF-8 are then all the same, too, as they are to
     * restic.
     */
    INSENSITIVE
  }

  private final List<Pattern> patterns;
  private final LetterCase letterCase;
  private final boolean anyNegated;

  private PatternList(List<Pattern> patterns, LetterCase letterCase) {
    this.patterns = patterns;
    this.letterCase = letterCase;
    this.anyNegated = patterns.stream().anyMatch(Pattern::negated);
  }

  /**
   * Reads patterns; empty ones are passed over.
   *
   * @throws BadPatternException when one of them has a wrong syntax; the message names it
   */
  public static PatternList of(List<byte[]> patterns, LetterCase letterCase)
      throws BadPatternException {
    List<Pattern> parsed = new ArrayList<>();
    for (byte[] pattern : patterns) {
      if (pattern.length > 0) {
        parsed.add(Pattern.parse(pattern, folded(pattern, letterCase)));
      }
    }
    return new PatternList(List.copyOf(parsed), letterCase);
  }

  /** Patterns where case matters, from text. */
  public static PatternList of(String... patterns) throws BadPatternException {
    List<byte[]> bytes = new ArrayList<>();
    for (String pattern : patterns) {
      bytes.add(pattern.getBytes(StandardCharsets.UTF_8));
    }
    return of(bytes, LetterCase.SENSITIVE);
  }

  private static byte[] folded(byte[] bytes, LetterCase letterCase) {
    return switch (letterCase) {
      case SENSITIVE -> bytes;
      case INSENSITIVE -> lower(bytes);
    };
  }

  /** Lower case, character by character, as Go's {@code strings.ToLower} makes it. */
  private static byte[] lower(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    GoText.decode(bytes)
        .codePoints()
        .map(Character::toLowerCase)
        .mapToObj(Character::toString)
        .forEach(character -> out.writeBytes(character.getBytes(StandardCharsets.UTF_8)));
    return out.toByteArray();
  }

  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** The patterns, in order. */
  public List<Pattern> patterns() {
    return patterns;
  }

  /** Whether the path is meant. */
  public boolean matches(byte[] path) {
    return match(path).isPresent();
  }

  /** The first pattern of those to which it is owed that the path is meant. */
  public Optional<Pattern> match(byte[] path) {
    if (patterns.isEmpty()) {
      return Optional.empty();
    }
    Components components = Components.of(folded(path, letterCase));
    @Nullable Pattern by = null;
    for (Pattern pattern : patterns) {
      // Only patterns that could change the answer are tried.
      if (pattern.negated() ? by != null : by == null) {
        if (pattern.matches(components)) {
          by = pattern.negated() ? null : pattern;
        }
      }
      if (by != null && !anyNegated) {
        break;
      }
    }
    return Optional.ofNullable(by);
  }

  /** Whether something below the path may be meant; true more often than necessary. */
  public boolean mayMatchBelow(byte[] path) {
    if (patterns.isEmpty()) {
      return false;
    }
    Components components = Components.of(folded(path, letterCase));
    boolean may = false;
    for (Pattern pattern : patterns) {
      if (pattern.negated()) {
        may = may && !pattern.matches(components);
      } else {
        may = may || pattern.mayMatchBelow(components);
      }
    }
    return may;
  }
}
