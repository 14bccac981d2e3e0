package dev.parley.chat.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place where people talk, as one person sees it.
 *
 * @param headSeq position of the newest event in its log
 * @param role what the person who looks may do; null if they are no member
 * @param preferences how the person who looks has arranged it
 * @param people who else is in a conversation, the first {@value #MAX_PEOPLE} by when they came;
 *     nobody for channels
 * @param muteEnd until when the person who looks may say nothing; null if they are not muted
 * @param block whether one of the two of a direct conversation has blocked the other, which only
 *     the one who has is told
 * @param read how far the person who looks has read; at 0 if they are no member
 * @param lastMessageTime when the newest message was said; null while there is none
 * @param guestCount how many of those in it are guests
 * @param seenByGuest whether the person who looks is a guest
 * @param forEverybody whether everybody who registers joins it
 * @param newlyAdded whether somebody else has made the person who looks a member, who has not read
 *     it since
 * @param waiting how many have asked to join and wait
 */
public record Room(
    UUID id,
    Kind kind,
    RoomDetails details,
    int memberCount,
    long headSeq,
    Member.@Nullable Role role,
    RoomPreferences preferences,
    @Nullable Instant muteEnd,
    DirectBlock block,
    List<Person> people,
    ReadPosition read,
    Instant createTime,
    @Nullable Instant lastMessageTime,
    int guestCount,
    boolean seenByGuest,
    boolean forEverybody,
    boolean newlyAdded,
    int waiting) {

  /** Most people that a conversation is called by. */
  public static final int MAX_PEOPLE = 10;

  /** What sort of room. */
  public enum Kind {
    /** Has a name and a topic; people come and go. */
    CHANNEL,
    /** A private conversation of several people, none of whom owns it. */
    GROUP,
    /** The one conversation of two people, or of one with themselves. */
    DIRECT
  }

  /** Who may find and join it. */
  public enum Visibility {
    PUBLIC,
    PRIVATE
  }

  /** The same with the people who are in it. */
  public Room with(List<Person> others) {
    return new Room(
        id,
        kind,
        details,
        memberCount,
        headSeq,
        role,
        preferences,
        muteEnd,
        block,
        others,
        read,
        createTime,
        lastMessageTime,
        guestCount,
        seenByGuest,
        forEverybody,
        newlyAdded,
        waiting);
  }

  public Visibility visibility() {
    return details.visibility();
  }

  /** Whether the person who looks is a member. */
  public boolean joined() {
    return role != null;
  }

  /**
   * Whether the person who looks may know of the room and enter it without being added. Guests see
   * only what they are in.
   */
  public boolean isVisible() {
    return joined() || (visibility() == Visibility.PUBLIC && !seenByGuest);
  }

  /** What the person who looks may do; empty if they are no member. */
  public Optional<Powers> powers() {
    return Optional.ofNullable(role)
        .map(mine -> new Powers(mine, details.permissions(), details.archived(), muteEnd, block));
  }

  /** How many wait to join, for those who may let them in; 0 for everybody else. */
  public int joinRequests() {
    return powers().filter(powers -> powers.may(Permission.ADD_MEMBERS)).isPresent() ? waiting : 0;
  }
}
