package io.holdfast.repository.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Changes a JSON value in one place, mostly so that it stays JSON. */
final class JsonMutation {
  private static final String ZERO_ID = "0".repeat(64);

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "31",
          "32",
          "33",
          "2147483647",
          "2147483648",
          "4294967263",
          "4294967295",
          "4294967296",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "18446744073709551615",
          "18446744073709551616",
          "9".repeat(25),
          "9".repeat(33),
          "-0",
          "1.5",
          "1e5",
          "1e999999999",
          "true",
          "false",
          "null",
          "NaN",
          "01");

  private static final List<String> TEXTS =
      List.of(
          "",
          ".",
          "..",
          "a/b",
          "/etc/passwd",
          "a\\u0000b",
          "a\\\\x00b",
          "\\\\",
          "\\\\\\\\",
          "\\\\\\\"",
          "\\\"",
          "\\n",
          "\\u00e9",
          "\\ud800",
          "\\ud83d\\ude00",
          "\\\\ud800",
          "\\\\u12",
          "\\\\u20ac",
          "\\\\U00110000",
          "\\\\U0001f600",
          "\\\\UFFFFFFFF",
          "\\\\377",
          "\\\\400",
          "\\\\38",
          "\\\\xzz",
          "\\\\xff\\\\a\\\\b\\\\f\\\\n\\\\r\\\\t\\\\v",
          "\\\\q",
          "\u00e9\u20ac\ud83d\ude00",
          ZERO_ID,
          "f".repeat(64),
          "F".repeat(64),
          "g" + "0".repeat(63),
          "0".repeat(63),
          "0".repeat(65),
          "\u0660".repeat(64),
          "0000-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999+23:59",
          "2020-02-29T00:00:00Z",
          "2021-02-29T00:00:00Z",
          "2000-02-29T00:00:00-00:01",
          "1900-02-29T00:00:00Z",
          "2006-01-02T15:04:05.1234567890123Z",
          "2006-01-02T15:04:05.Z",
          "2006-01-02T24:04:05Z",
          "2006-01-02T15:60:05Z",
          "2006-01-02T15:04:60Z",
          "2006-04-31T15:04:05Z",
          "2006-13-01T15:04:05Z",
          "2006-00-01T15:04:05Z",
          "2006-01-00T15:04:05Z",
          "2006-01-02T15:04:05+24:00",
          "2006-01-02T15:04:05+23:60",
          "2006-01-02T15:04:05+0100",
          "2006-01-02T15:04:05z",
          "2006-01-02 15:04:05Z",
          "AA==",
          "AAA=",
          "A",
          "A===",
          "____",
          "file",
          "dir",
          "symlink",
          "dev",
          "chardev",
          "fifo",
          "socket",
          "irregular",
          "data",
          "tree",
          "scrypt",
          "gear",
          "3da3358b4dc173",
          "-1",
          "0x1");

  private static final String CHARACTERS =
      "0123456789abcdefABCDEF-:.TZ+\\\"/=_ \u00e9\ud83d\ude00\u0000";

  private final RandomGenerator random;

  JsonMutation(RandomGenerator random) {
    this.random = random;
  }

  /** A place of a value: within {@code siblings}. */
  private record Place(Json parent, List<Json> siblings, int index) {}

  /** Changes {@code root}, which is an object, in one place. */
  void apply(Json root) {
    List<Place> places = new ArrayList<>();
    collect(root, places);
    if (places.isEmpty()) {
      return;
    }
    Place place = places.get(random.nextInt(places.size()));
    List<Json> siblings = place.siblings();
    Json value = siblings.get(place.index());
    switch (random.nextInt(13)) {
      case 0 -> remove(place);
      case 1 -> insert(place, rename(place), value);
      case 2 -> insert(place, name(place), Json.copy(value));
      case 3 -> swap(place, random.nextInt(siblings.size()));
      case 4 -> siblings.set(place.index(), nested(value));
      case 5 -> {
        Place other = places.get(random.nextInt(places.size()));
        siblings.set(place.index(), Json.copy(other.siblings().get(other.index())));
      }
      case 6 -> renameField(place);
      case 7, 8 -> siblings.set(place.index(), of(NUMBERS));
      case 9 -> siblings.set(place.index(), text());
      case 10 -> siblings.set(place.index(), empty());
      default -> siblings.set(place.index(), near(value));
    }
  }

  private static void collect(Json json, List<Place> places) {
    List<Json> inner =
        switch (json) {
          case Json.Fields(_, List<Json> values) -> values;
          case Json.Elements(List<Json> values) -> values;
          case Json.Text _, Json.Atom _ -> List.of();
        };
    for (int i = 0; i < inner.size(); i++) {
      places.add(new Place(json, inner, i));
      collect(inner.get(i), places);
    }
  }

  private static void remove(Place place) {
    place.siblings().remove(place.index());
    if (place.parent() instanceof Json.Fields(List<String> names, _)) {
      names.remove(place.index());
    }
  }

  private void insert(Place place, String name, Json value) {
    int at = random.nextInt(place.siblings().size() + 1);
    place.siblings().add(at, Json.copy(value));
    if (place.parent() instanceof Json.Fields(List<String> names, _)) {
      names.add(at, name);
    }
  }

  private static String name(Place place) {
    return place.parent() instanceof Json.Fields(List<String> names, _)
        ? names.get(place.index())
        : "";
  }

  private String rename(Place place) {
    String name = name(place);
    return switch (random.nextInt(4)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> name + "x";
      case 2 -> "n".repeat(random.nextInt(2) == 0 ? 300 : 1200);
      default -> "\\u006eame";
    };
  }

  private void renameField(Place place) {
    if (place.parent() instanceof Json.Fields(List<String> names, _)) {
      names.set(
          place.index(),
          random.nextBoolean() ? rename(place) : names.get(random.nextInt(names.size())));
    }
  }

  private static void swap(Place place, int other) {
    Collections.swap(place.siblings(), place.index(), other);
    if (place.parent() instanceof Json.Fields(List<String> names, _)) {
      Collections.swap(names, place.index(), other);
    }
  }

  private Json nested(Json value) {
    if (random.nextInt(8) == 0) {
      // Flat in our hands, as it is the decoder that shall not run out of stack.
      return new Json.Atom("[".repeat(5000) + "]".repeat(5000));
    }
    Json nested = value;
    int depth = 1 + random.nextInt(40);
    for (int i = 0; i < depth; i++) {
      nested =
          random.nextBoolean()
              ? new Json.Elements(new ArrayList<>(List.of(nested)))
              : new Json.Fields(new ArrayList<>(List.of("x")), new ArrayList<>(List.of(nested)));
    }
    return nested;
  }

  private Json of(List<String> characters) {
    return new Json.Atom(characters.get(random.nextInt(characters.size())));
  }

  private Json text() {
    if (random.nextInt(20) == 0) {
      return new Json.Text("x".repeat(1 << random.nextInt(14)));
    }
    return new Json.Text(TEXTS.get(random.nextInt(TEXTS.size())));
  }

  private Json empty() {
    return switch (random.nextInt(5)) {
      case 0 -> new Json.Fields(new ArrayList<>(), new ArrayList<>());
      case 1 -> new Json.Elements(new ArrayList<>());
      case 2 -> new Json.Text("");
      case 3 -> new Json.Atom("null");
      default -> new Json.Atom("");
    };
  }

  /** The same value but for a character or two. */
  private Json near(Json value) {
    return switch (value) {
      case Json.Text(String escaped) -> new Json.Text(edited(escaped));
      case Json.Atom(String characters) -> new Json.Atom(edited(characters));
      case Json.Elements(List<Json> values) -> new Json.Elements(twice(values));
      case Json.Fields fields -> fields;
    };
  }

  private static List<Json> twice(List<Json> values) {
    List<Json> twice = new ArrayList<>(values);
    values.forEach(value -> twice.add(Json.copy(value)));
    return twice;
  }

  private String edited(String text) {
    StringBuilder edited = new StringBuilder(text);
    char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    int at = random.nextInt(text.length() + 1);
    switch (random.nextInt(4)) {
      case 0 -> edited.insert(at, c);
      case 1 -> edited.insert(at, TEXTS.get(random.nextInt(TEXTS.size())));
      case 2 -> edited.delete(at, Math.min(text.length(), at + 1));
      default -> {
        if (at < text.length()) {
          edited.setCharAt(at, c);
        }
      }
    }
    return edited.toString();
  }
}
