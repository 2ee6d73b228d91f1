package io.holdfast.testkit.fact;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test that shows a numbered fact of restic's format: {@code @Fact("F27")}, or several.
 *
 * <p>{@code docs/format.md} says what each number stands for.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Fact {
  String[] value();
}
