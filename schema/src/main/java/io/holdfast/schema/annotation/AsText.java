package io.holdfast.schema.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A type that documents write as text: its static {@code parse(String)} throws an {@link
 * IllegalArgumentException} whose message says what is wrong, and its {@code toString()} gives text
 * that parses to an equal value.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
public @interface AsText {
  /** Completes "expected …". */
  String expected();
}
