package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.time.Instant;
import java.util.List;

/** What is at a place of a restore point. */
public record EntryList(
    @Doc("The first 10000 entries, sorted by their paths.") List<Entry> entries,
    @Doc("How many more there are.") long more) {
  /** So many entries are told at most. */
  public static final int MOST = 10_000;

  public EntryList {
    entries = List.copyOf(entries);
  }

  /** One entry. */
  public record Entry(
      @Doc("Its path below the volume.") String path,
      @Doc("file, dir, symlink or other.") String type,
      @Doc("Bytes of a file.") long size,
      @Doc("Who may do what with it.") Access access,
      @Doc("When it was last modified.") Instant modified) {}

  /** Who may do what with an entry. */
  public record Access(
      @Doc("The permissions, in octal.") String mode,
      @Doc("The owner's number.") long uid,
      @Doc("The group's number.") long gid) {}
}
