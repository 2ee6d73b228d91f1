package io.holdfast.retention;

/** Why a rule keeps something; prints in restic's words. */
public sealed interface Reason {
  /** It is among the last ones. */
  record Last() implements Reason {
    @Override
    public String toString() {
      return "last snapshot";
    }
  }

  /** It is the newest of its period, or the oldest of all while the count was not used up. */
  record NewestOf(Period period, boolean asOldest) implements Reason {
    @Override
    public String toString() {
      return (asOldest ? "oldest " : "") + period.word() + " snapshot";
    }
  }

  /** It is younger than this, seen from the newest. */
  record Within(Age age) implements Reason {
    @Override
    public String toString() {
      return "within " + age;
    }
  }

  /** It is the newest of its period, or the oldest of all, and younger than this. */
  record NewestWithin(Period period, Age age, boolean asOldest) implements Reason {
    @Override
    public String toString() {
      return (asOldest ? "oldest " : "") + period.word() + " within " + age;
    }
  }
}
