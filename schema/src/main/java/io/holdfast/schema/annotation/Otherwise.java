package io.holdfast.schema.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The case of a sealed interface that takes in what a newer version wrote, when unknown fields are
 * ignored. It has two components of type String: the unknown case's name, and its body as compact
 * JSON.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
public @interface Otherwise {}
