package dev.parley.chat.domain;

import java.util.regex.Pattern;

/** What is code in a text, and means nothing but itself. */
final class CodeInText {
  /** A run of code in three back-quotes or one, closed by as many. */
  private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\n]*`", Pattern.DOTALL);

  private CodeInText() {}

  /** The text with a space in the place of code. */
  static String without(String text) {
    return text.indexOf('`') < 0 ? text : CODE.matcher(text).replaceAll(" ");
  }
}
