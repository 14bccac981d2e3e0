package dev.parley.chat.adapter.postgres;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;

/** Names of rooms, and which of them people cannot tell apart. */
public final class RoomName {
  private static final Normalizer2 FOLDING = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 DECOMPOSING = Normalizer2.getNFDInstance();
  private static final SpoofChecker LOOKS =
      new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

  private RoomName() {}

  /**
   * What a name looks like: two names with the same look cannot be told apart, upper case or lower.
   * Each letter is replaced by the one that it is taken for, after the skeletons of Unicode's <a
   * href="https://www.unicode.org/reports/tr39/#Confusable_Detection">UTS #39</a>. Those of ASCII
   * stay as they are, because "modern" is not to stand in the way of "modem".
   */
  public static String look(String name) {
    StringBuilder look = new StringBuilder();
    DECOMPOSING
        .normalize(FOLDING.normalize(name.strip()))
        .codePoints()
        .forEach(letter ->
            look.append(
                letter < 0x80
                    ? Character.toString(letter)
                    : LOOKS.getSkeleton(Character.toString(letter))));
    return look.toString().toLowerCase(Locale.ROOT);
  }
}
