package io.holdfast.protection.retention;

import io.holdfast.protection.hold.Hold;
import java.time.Instant;

/** Why a restore point stays. */
public sealed interface Reason {
  /** It is held. */
  record Held(Hold hold) implements Reason {
    @Override
    public String toString() {
      return hold.toString();
    }
  }

  /** It is the newest complete one, which stays whatever the policy says. */
  record NewestComplete() implements Reason {
    @Override
    public String toString() {
      return "newest complete point";
    }
  }

  /** A clock that was wrong says nothing about which data is the newest. */
  record MadeLast() implements Reason {
    @Override
    public String toString() {
      return "made last, whatever its clock said";
    }
  }

  /** Rules do not count it, but no other has data as new. */
  record NewestAllTheSame(Candidate.Kind kind) implements Reason {
    @Override
    public String toString() {
      return kind + ", but newer than every complete point";
    }
  }

  /** It is too young to go, until then. */
  record MinimumAge(Instant until) implements Reason {
    @Override
    public String toString() {
      return "minimum age, until " + until;
    }
  }

  /** One of the policy's rules keeps it. */
  record ByRule(io.holdfast.retention.Reason rule) implements Reason {
    @Override
    public String toString() {
      return rule.toString();
    }
  }

  /** It has what a restore overwrote, and somebody may still find out that he wants it. */
  record Secures(Instant until) implements Reason {
    @Override
    public String toString() {
      return "has what a restore overwrote, until " + until;
    }
  }

  /** Rules do not count it, and none that they count is there for this one to keep. */
  record StandsIn(Candidate.Kind kind, io.holdfast.retention.Reason rule) implements Reason {
    @Override
    public String toString() {
      return kind + ", stands in as " + rule;
    }
  }

  /** By its time it is yet to come, so no rule counts it, and none lets it go. */
  record OfTheFuture(Instant time) implements Reason {
    @Override
    public String toString() {
      return "its clock was ahead: no rule counts it until " + time;
    }
  }

  /** The policy has no rules, so nothing says what may go. */
  record NoRules() implements Reason {
    @Override
    public String toString() {
      return "the policy has no rules";
    }
  }
}
