package io.holdfast.api.policy;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Range;
import io.holdfast.schema.annotation.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which restore points stay: one stays when any rule, a hold or its age asks for it. */
@Doc("Which restore points stay; one stays when any rule, a hold or its age asks for it.")
public record Retention(
    @Doc("The rules.") Keep keep,
    @Doc("No restore point is removed before this age, whatever the rules say.") @Default("0s")
        Duration minimumAge) {
  public Retention {
    Times.requireNotNegative("minimumAge", minimumAge);
  }

  /** The rules; in each period the newest restore point counts. */
  @Doc("How many restore points stay; in each period the newest counts.")
  @Rule(
      value =
          "self.last + self.hourly + self.daily + self.weekly + self.monthly + self.yearly > 0 ||"
              + " has(self.within)",
      message = "at least one rule, or nothing would stay")
  public record Keep(
      @Doc("So many of the newest.") @Default("0") @Range(most = Keep.MOST) int last,
      @Doc("One for each of the last so many hours that have any.")
          @Default("0")
          @Range(most = Keep.MOST)
          int hourly,
      @Doc("One for each of the last so many days that have any.")
          @Default("0")
          @Range(most = Keep.MOST)
          int daily,
      @Doc("One for each of the last so many weeks that have any.")
          @Default("0")
          @Range(most = Keep.MOST)
          int weekly,
      @Doc("One for each of the last so many months that have any.")
          @Default("0")
          @Range(most = Keep.MOST)
          int monthly,
      @Doc("One for each of the last so many years that have any.")
          @Default("0")
          @Range(most = Keep.MOST)
          int yearly,
      @Doc("All that are at most so much older than the newest.") @Nullable Duration within) {
    static final int MOST = 100_000;

    public Keep {
      Times.requirePositive("within", within);
      if (last + hourly + daily + weekly + monthly + yearly == 0 && within == null) {
        throw new IllegalArgumentException(
            "keeps nothing: expected at least one of last, hourly, daily, weekly, monthly, yearly"
                + " and within above 0; leave retention out to keep everything");
      }
    }
  }
}
