package io.holdfast.api.kind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What Kubernetes shows of a kind besides its schema. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Resource {
  String plural();

  String shortName();

  Column[] columns();

  /** A column of {@code kubectl get}. */
  @interface Column {
    String name();

    /** {@code string}, {@code integer}, {@code boolean} or {@code date}. */
    String type() default "string";

    /** Where it comes from, as {@code .status.phase}. */
    String path();

    /** 1 for columns that only {@code -o wide} shows. */
    int priority() default 0;
  }
}
