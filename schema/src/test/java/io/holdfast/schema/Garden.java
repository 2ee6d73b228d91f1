package io.holdfast.schema;

import io.holdfast.schema.annotation.AsText;
import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Fixed;
import io.holdfast.schema.annotation.Name;
import io.holdfast.schema.annotation.Otherwise;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Rule;
import io.holdfast.schema.annotation.Size;
import io.holdfast.schema.shape.ComponentException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document with every kind of component. */
@Doc("A garden.")
@Fixed(name = "version", value = "1")
@Fixed(name = "kind", value = "Garden")
record Garden(
    @Doc("Where it is.") Place place,
    @Doc("What grows in it.") @Size(least = 1, most = 9) List<Bed> beds,
    @Doc("Anything else.") Map<String, String> labels,
    @Doc("When it was laid out.") @Nullable Instant since,
    @Doc("How it is watered.") @Default("{}") Watering watering,
    @Doc("What happened.") List<Event> events) {

  Garden {
    beds = List.copyOf(beds);
    labels = Map.copyOf(labels);
    events = List.copyOf(events);
    for (int i = 1; i < beds.size(); i++) {
      if (beds.get(i).name().equals(beds.get(i - 1).name())) {
        throw new ComponentException(
            "beds[%d].name".formatted(i),
            "is \"%s\" again".formatted(beds.get(i).name()),
            "another name");
      }
    }
  }

  record Place(ZoneId zone, Area area, @Nullable LocalDate frost) {}

  record Bed(
      @Pattern(value = "[a-z]+", expected = "a name in small letters") String name,
      @Range(least = 1, most = 5) int rows,
      @Nullable Long seeds,
      @Default("Half") Light light) {}

  @Rule(value = "self.least <= self.most", message = "least is more than most")
  record Watering(
      @Default("15m") Duration least, @Default("2h") Duration most, @Default("true") boolean rain) {
    Watering {
      if (least.compareTo(most) > 0) {
        throw new IllegalArgumentException("least %s is more than most %s".formatted(least, most));
      }
    }
  }

  enum Light {
    FULL_SUN,
    HALF,
    @Name("none")
    DARK
  }

  sealed interface Event {
    record Sown(String what) implements Event {}

    record RainFell(long millilitres, Duration during) implements Event {}

    @Otherwise
    record Newer(String name, String body) implements Event {}
  }

  /** Square metres. */
  @AsText(expected = "an area such as 12m2")
  record Area(long squareMetres) {
    static Area parse(String text) {
      if (!text.matches("[0-9]{1,9}m2")) {
        throw new IllegalArgumentException("cannot read \"%s\" as an area".formatted(text));
      }
      return new Area(Long.parseLong(text.substring(0, text.length() - 2)));
    }

    @Override
    public String toString() {
      return squareMetres + "m2";
    }
  }
}
