package dev.parley.platform.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public record whose components are the keys of one file in {@code configs/}. A component
 * {@code maxBodyBytes} is the key {@code max-body-bytes}; a component that is itself a record is a
 * group of keys. Components are {@code int}, {@code long}, {@code String}, {@link Secret}, {@code
 * java.nio.file.Path}, an enum (written in lower-kebab-case) or {@code List<String>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SettingsFile {
  /** The file's name without {@code .yaml}. */
  String value();

  /** What every key starts with, without the dot; empty for keys at the top level. */
  String prefix() default "";
}
