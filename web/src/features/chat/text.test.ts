import { describe, expect, it } from 'vitest';
import { charactersLeft, clean } from './messageText';
import { dayName } from './times';

describe('a text to send', () => {
  it('loses control characters and half pairs, and keeps tabs, lines and emoji', () => {
    expect(clean(' a\u0000b\r\nc\td \ud83d e 🚀\u0085 ')).toBe('ab\nc\td  e 🚀');
  });

  it('is counted in characters, not in units', () => {
    expect(charactersLeft('🚀'.repeat(8_000))).toBe(0);
    expect(charactersLeft('a'.repeat(8_001))).toBe(-1);
  });
});

describe('the name of a day', () => {
  it('is relative for today and yesterday, across the turn of the year', () => {
    const today = new Date(2026, 0, 1, 0, 5);
    expect(dayName(today.getTime(), today.toDateString())).toBe('Today');
    expect(dayName(new Date(2025, 11, 31, 23, 59).getTime(), today.toDateString())).toBe('Yesterday');
    expect(dayName(new Date(2025, 11, 30).getTime(), today.toDateString())).toContain('2025');
  });
});
