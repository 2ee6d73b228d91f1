package io.holdfast.schema.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A statement over a whole record in CEL, as Kubernetes checks it before a program of ours sees the
 * document. The record's constructor checks the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
@Repeatable(Rule.All.class)
public @interface Rule {
  String value();

  String message();

  /** Several of them, in this order. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Rule[] value();
  }
}
