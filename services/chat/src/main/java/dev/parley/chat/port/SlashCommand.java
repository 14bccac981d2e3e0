package dev.parley.chat.port;

import dev.parley.chat.domain.Poll.Question;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is done when somebody writes {@code /name arguments}. Whatever integrations add to the
 * built-in ones implements this. Safe for many threads.
 */
public interface SlashCommand {
  /** 1 to 32 lower-case letters, digits and hyphens, a letter first; no other command has it. */
  String name();

  /** How it is written, such as {@code /topic text}. */
  String usage();

  /** What it does, in a sentence. */
  String description();

  /**
   * Does it.
   *
   * @return what comes of it; what stands against it is thrown, as by any call
   */
  Outcome run(Invocation invocation);

  /**
   * Somebody writes a command.
   *
   * @param threadId in which thread of the room; null if in none
   * @param arguments what follows the name, without white space around it; may be empty
   */
  record Invocation(UUID roomId, @Nullable UUID threadId, UUID callerId, String arguments) {}

  /** What comes of a command. */
  sealed interface Outcome {
    /** The caller says this. */
    record Say(String text) implements Outcome {}

    /** The caller asks this. */
    record Ask(String text, Question question) implements Outcome {}

    /** Nobody but the caller is told this; empty tells nothing. */
    record Tell(String note) implements Outcome {}

    /** It is not written so. */
    record Misused() implements Outcome {}
  }
}
