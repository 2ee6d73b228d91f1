package io.holdfast.host.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A support bundle that is being written: a zip archive of texts, each cleaned of secrets. */
final class SupportBundle implements AutoCloseable {
  private final ZipOutputStream zip;
  private final Redaction redaction;
  private final Instant time;
  private final List<String> problems = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Gathers one text. */
  interface Section {
    String text() throws IOException;
  }

  /**
   * @param target is closed with this
   */
  SupportBundle(OutputStream target, Redaction redaction, Instant time) {
    this.zip = new ZipOutputStream(target, UTF_8);
    this.redaction = redaction;
    this.time = time;
  }

  /** Adds a text; when it cannot be had, that is noted, and the rest of the bundle goes on. */
  void add(String name, Section section) throws IOException {
    String text;
    try {
      text = section.text();
    } catch (IOException
        | RuntimeException failure) { // help is needed most where things are broken
      problems.add("%s: %s".formatted(name, failure));
      return;
    }
    put(name, text);
  }

  /** Adds texts by their names. */
  void addAll(String directory, Map<String, String> texts) throws IOException {
    for (var text : texts.entrySet()) {
      put(directory + "/" + text.getKey(), text.getValue());
    }
  }

  private void put(String name, String text) throws IOException {
    String cleaned = redaction.text(name);
    ZipEntry entry = new ZipEntry(cleaned);
    entry.setTime(time.toEpochMilli());
    zip.putNextEntry(entry);
    zip.write(redaction.text(text).getBytes(UTF_8));
    zip.closeEntry();
    names.add(cleaned);
  }

  /** What is in it. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** Ends the archive with what could not be had. */
  @Override
  public void close() throws IOException {
    try (zip) {
      if (!problems.isEmpty()) {
        put("problems.txt", String.join("\n", problems) + "\n");
      }
    }
  }
}
