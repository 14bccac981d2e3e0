package dev.parley.chat.domain;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What can be found of a message: its words with their places, and marks. A mark begins with {@code
 * =}, which no word does.
 *
 * @param terms each with its places in the text, from 1; marks have none
 */
public record SearchEntry(UUID messageId, Map<String, List<Integer>> terms) {
  /** Places beyond this are all this one, as PostgreSQL has it. */
  private static final int LAST_PLACE = 16_383;

  private static final Pattern LINK = Pattern.compile("https?://\\S", Pattern.CASE_INSENSITIVE);

  /** What a message can be found to have or to be. */
  public enum Mark {
    LINK("has", "link"),
    CODE("has", "code"),
    MENTION("has", "mention"),
    PINNED("is", "pinned"),
    EDITED("is", "edited"),
    THREAD("is", "thread");

    private final String key;
    private final String value;

    Mark(String key, String value) {
      this.key = key;
      this.value = value;
    }

    /** The word before the colon by which it is asked for. */
    public String key() {
      return key;
    }

    /** The word after the colon. */
    public String value() {
      return value;
    }

    /** The term. */
    public String term() {
      return "=" + value;
    }
  }

  /** The entry of a message that is not deleted. */
  public static SearchEntry of(Message message) {
    Map<String, List<Integer>> terms = new TreeMap<>();
    List<SearchTerms.Term> words = SearchTerms.of(message.text());
    for (int i = 0; i < words.size(); i++) {
      terms
          .computeIfAbsent(words.get(i).text(), word -> new ArrayList<>())
          .add(Math.min(i + 1, LAST_PLACE));
    }
    terms.put(room(message.roomId()), List.of());
    terms.put(sender(message.sender().id()), List.of());
    mark(terms, Mark.LINK, LINK.matcher(message.text()).find());
    mark(terms, Mark.CODE, message.text().indexOf('`') >= 0);
    mark(terms, Mark.MENTION, !message.mentions().isEmpty());
    mark(terms, Mark.PINNED, message.since().pinTime() != null);
    mark(terms, Mark.EDITED, message.since().editTime() != null);
    mark(terms, Mark.THREAD, message.thread() != null);
    return new SearchEntry(message.id(), terms);
  }

  /** The mark of what was said in a room. */
  public static String room(UUID roomId) {
    return "=r" + shortened(roomId);
  }

  /** The mark of what somebody said. */
  public static String sender(UUID personId) {
    return "=f" + shortened(personId);
  }

  private static void mark(Map<String, List<Integer>> terms, Mark mark, boolean whether) {
    if (whether) {
      terms.put(mark.term(), List.of());
    }
  }

  private static String shortened(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
