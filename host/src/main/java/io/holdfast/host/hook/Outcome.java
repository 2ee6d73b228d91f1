package io.holdfast.host.hook;

import java.time.Instant;
import java.util.List;

/**
 * What a hook session gave. The copy shows the database at one moment between {@code includes} and
 * {@code closed}.
 *
 * @param opened the opening half was done; the copy began after this
 * @param includes everything that was acknowledged before this is in the copy
 * @param closed the closing half was done: nothing that was begun after this is in the copy
 * @param position where the database says the copy ends, such as a log position; empty when it has
 *     no such thing
 * @param notes what a person who restores must know
 */
public record Outcome(
    Instant opened, Instant includes, Instant closed, String position, List<String> notes) {
  public Outcome {
    notes = List.copyOf(notes);
  }
}
