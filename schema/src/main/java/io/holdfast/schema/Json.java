package io.holdfast.schema;

import io.holdfast.schema.bind.RecordReader;
import io.holdfast.schema.bind.RecordWriter;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import io.holdfast.schema.text.JsonReader;
import io.holdfast.schema.text.JsonWriter;

/**
 * Records as JSON in canonical form: equal values give equal bytes, so that they can be hashed, and
 * reading gives an equal value back.
 *
 * <p>Canonical is: UTF-8, no space between tokens, components in their order, what is absent or
 * empty left out, maps by key, nothing escaped but what must be.
 */
public final class Json {
  private Json() {}

  /**
   * A record by itself. A case of a sealed interface is written with its name by the other method.
   */
  public static byte[] write(Record value) {
    return JsonWriter.bytes(RecordWriter.write(value));
  }

  /** The same with empty lists and maps, which is not canonical. */
  public static byte[] writeWhole(Record value) {
    return JsonWriter.bytes(RecordWriter.writeWhole(value));
  }

  /**
   * A value as its type writes it.
   *
   * @param type the record, or the sealed interface whose case the value is
   */
  public static <T> byte[] write(T value, Class<? super T> type) {
    return JsonWriter.bytes(RecordWriter.write(value, type));
  }

  /** Reads what somebody sends now: unknown fields are mistakes. */
  public static <T> Reading<T> read(byte[] json, Class<T> type) {
    return read("json", json, type, UnknownFields.REFUSE, Bounds.DEFAULT);
  }

  /**
   * The value of a JSON document.
   *
   * @param source what mistakes call the text: a file's name, "body"
   * @param type a record or a sealed interface of records
   */
  public static <T> Reading<T> read(
      String source, byte[] json, Class<T> type, UnknownFields unknownFields, Bounds bounds) {
    return JsonReader.read(source, json, bounds)
        .then(node -> RecordReader.read(node, type, unknownFields, bounds.mistakes()));
  }
}
