package io.holdfast.protection.queue;

/** What becomes of fires that nobody was there for. */
public enum CatchUp {
  /** One run for all of them, as soon as somebody is there again. */
  ONCE,
  /** None: the next fire is soon enough. */
  NONE
}
