import { describe, expect, it } from 'vitest';
import { splitLinks } from './links';
import { charactersLeft, clean } from './messageText';
import { dayName } from './times';

describe('addresses in a text', () => {
  const links = (text: string) => splitLinks(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []));

  it('end before the punctuation of the sentence', () => {
    expect(links('See https://a.example/x?y=1, or (http://b.example/z).')).toEqual([
      'https://a.example/x?y=1',
      'http://b.example/z',
    ]);
  });

  it('keep brackets that belong to them', () => {
    expect(links('https://a.example/Parley_(chat)')).toEqual(['https://a.example/Parley_(chat)']);
  });

  it('are only those of the web', () => {
    expect(links('javascript:alert(1) data:text/html,x file:///etc ftp://a.example https://')).toEqual([]);
  });

  it('leave the rest of the text as it was', () => {
    const text = 'a https://b.example c';
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

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
