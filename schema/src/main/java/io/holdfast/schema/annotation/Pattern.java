package io.holdfast.schema.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A regular expression that the whole text fits, and what that means in words. On an {@link AsText}
 * type it only describes; there the type's {@code parse} decides.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Pattern {
  String value();

  /** Completes "expected …". */
  String expected();
}
