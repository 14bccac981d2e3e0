import { describe, expect, it } from 'vitest';
import { message } from './engineHarness';
import type { Message } from './model';
import { begin, heard, mentionCount, moved, stepped, unreadCount, type ReadState } from './unread';

const ME = 'me';
const START = begin({ seq: 10, ordinal: 10, headOrdinal: 10, headSeq: 10, unreadCount: 0, mentionCount: 0 });
const own = (seq: number): Message => ({
  ...message(seq, 'mine'),
  sender: { id: ME, username: 'ada', displayName: 'Ada', avatarVersion: '' },
});
const mention = (seq: number): Message => ({ ...message(seq, '@ada'), mentions: [ME] });
const counts = (state: ReadState) => [unreadCount(state), mentionCount(state)];

describe('what is unread', () => {
  it('is what others say', () => {
    expect(counts(heard(START, [message(11, 'a'), mention(12)], ME))).toEqual([2, 1]);
  });

  it('counts no message twice, in whatever order they come', () => {
    const once = heard(START, [mention(12), message(13, 'c')], ME);
    expect(counts(heard(once, [message(11, 'a'), mention(12), message(13, 'c')], ME))).toEqual([3, 1]);
  });

  it('is nothing after a message of one’s own', () => {
    expect(counts(heard(START, [mention(11), own(12)], ME))).toEqual([0, 0]);
    expect(counts(heard(START, [mention(11), own(12), mention(13)], ME))).toEqual([1, 1]);
  });

  it('is what comes after the position that the server says', () => {
    const state = heard(START, [mention(11), message(12, 'b'), mention(13)], ME);
    expect(
      counts(moved(state, { seq: 11, ordinal: 11, headOrdinal: 12, headSeq: 12, unreadCount: 1, mentionCount: 0 })),
    ).toEqual([2, 1]);
    expect(
      counts(moved(state, { seq: 13, ordinal: 13, headOrdinal: 13, headSeq: 13, unreadCount: 0, mentionCount: 0 })),
    ).toEqual([0, 0]);
  });

  it('can be more again', () => {
    const state = moved(START, { seq: 7, ordinal: 7, headOrdinal: 10, headSeq: 10, unreadCount: 3, mentionCount: 2 });
    expect(counts(state)).toEqual([3, 2]);
  });

  it('is the same whichever log is faster', () => {
    const read = { seq: 11, ordinal: 11, headOrdinal: 12, headSeq: 12, unreadCount: 1, mentionCount: 0 };
    const messages = [mention(11), message(12, 'b'), mention(13)];
    expect(counts(heard(moved(START, read), messages, ME))).toEqual(counts(moved(heard(START, messages, ME), read)));
  });

  it('does not come back by a position from before one’s own message', () => {
    const state = heard(START, [message(11, 'a'), own(12)], ME);
    expect(moved(state, { seq: 10, ordinal: 10, headOrdinal: 11, headSeq: 11, unreadCount: 1, mentionCount: 0 })).toBe(
      state,
    );
    const before = moved(START, {
      seq: 12,
      ordinal: 12,
      headOrdinal: 12,
      headSeq: 12,
      unreadCount: 0,
      mentionCount: 0,
    });
    expect(heard(before, [own(12)], ME)).toBe(before);
  });

  it('takes what became of messages off, once, whichever log is faster', () => {
    const messages = [mention(11), message(12, 'b'), mention(13)];
    const steps = [
      { seq: 14, ordinal: 11, unread: -1, mentions: -1 },
      { seq: 15, ordinal: 12, unread: 0, mentions: 1 },
      { seq: 15, ordinal: 12, unread: 0, mentions: 1 },
      { seq: 16, ordinal: 9, unread: -1, mentions: -1 },
    ];
    const live = steps.reduce(stepped, heard(START, messages, ME));
    expect(counts(live)).toEqual([2, 2]);
    // As it was after the first of them.
    const said = { seq: 10, ordinal: 10, headOrdinal: 13, headSeq: 14, unreadCount: 2, mentionCount: 1 };
    expect(counts(moved(live, said))).toEqual([2, 2]);
    expect(counts(steps.reduce(stepped, moved(START, said)))).toEqual([2, 2]);
  });

  it('takes nothing off twice when a message is replayed as it stands now', () => {
    const now = { ...message(11, ''), deleted: true, changeSeq: 13 };
    const edited = { ...mention(12), changeSeq: 14 };
    const state = heard(START, [now, edited], ME);
    expect(counts(state)).toEqual([1, 1]);
    const steps = [
      { seq: 13, ordinal: 11, unread: -1, mentions: 0 },
      { seq: 14, ordinal: 12, unread: 0, mentions: 1 },
    ];
    expect(counts(steps.reduce(stepped, state))).toEqual([1, 1]);
  });

  it('has no mentions by people whom one has blocked', () => {
    const blocked = { grace: {} };
    expect(counts(heard(START, [mention(11), message(12, 'b')], ME, blocked))).toEqual([2, 0]);
  });
});
