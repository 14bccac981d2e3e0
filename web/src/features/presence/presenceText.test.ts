import { describe, expect, it } from 'vitest';
import { endOf } from './presets';
import { lastSeenText, statusText, typingText } from './presenceText';

const NOW = new Date(2026, 2, 4, 15, 30).getTime(); // A Wednesday.
const MINUTE = 60_000;

describe('who types', () => {
  it.each([
    [[], ''],
    [['Ada'], 'Ada is typing…'],
    [['Ada', 'Grace'], 'Ada and Grace are typing…'],
    [['Ada', 'Grace', 'Alan'], 'Several people are typing…'],
  ])('%j: %s', (names, text) => expect(typingText(names)).toBe(text));
});

describe('when somebody was last seen', () => {
  it.each([
    [-MINUTE, 'last seen just now'],
    [59_999, 'last seen just now'],
    [5 * MINUTE, 'last seen 5 minutes ago'],
    [3 * 60 * MINUTE, 'last seen 3 hours ago'],
    [26 * 60 * MINUTE, 'last seen yesterday'],
    [20 * 24 * 60 * MINUTE, 'last seen on February 12'],
  ])('%d ms ago: %s', (ago, text) => expect(lastSeenText(NOW - ago, NOW)).toBe(text));
});

describe('a status', () => {
  it('says until when', () => {
    expect(statusText({ emoji: '🍜', text: 'Lunch', until: null }, NOW)).toBe('🍜 Lunch');
    expect(statusText({ emoji: '', text: 'Lunch', until: NOW + 30 * MINUTE }, NOW)).toMatch(
      /^Lunch · until 0?4:00.PM$/,
    );
  });

  it('ends with the day and with the week', () => {
    expect(endOf('never', NOW)).toBeNull();
    expect(endOf('hour', NOW)).toBe(NOW + 60 * MINUTE);
    expect(new Date(endOf('today', NOW) ?? 0)).toEqual(new Date(2026, 2, 5));
    expect(new Date(endOf('week', NOW) ?? 0)).toEqual(new Date(2026, 2, 9));
    expect(new Date(endOf('week', new Date(2026, 2, 9, 1).getTime()) ?? 0)).toEqual(new Date(2026, 2, 16));
  });
});
