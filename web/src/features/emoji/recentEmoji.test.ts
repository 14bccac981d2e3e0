import { beforeEach, expect, it } from 'vitest';
import { recentEmoji, usedEmoji } from './recentEmoji';

beforeEach(() => localStorage.clear());

it('begins with the usual ones, and has what was used last first', () => {
  const usual = recentEmoji();
  expect(usual).toContain('👍');
  usedEmoji('🚀');
  usedEmoji(':parrot:');
  usedEmoji('👍');
  usedEmoji('🚀');
  expect(recentEmoji().slice(0, 3)).toEqual(['🚀', '👍', ':parrot:']);
  expect(new Set(recentEmoji()).size).toBe(recentEmoji().length);
  expect(recentEmoji()).toHaveLength(usual.length + 2);
});

it('keeps no more than a handful', () => {
  for (let i = 0; i < 100; i++) usedEmoji(`:emoji_${i}:`);
  expect(recentEmoji()).toHaveLength(18);
  expect(recentEmoji()[0]).toBe(':emoji_99:');
});

it('has the usual ones where what is kept makes no sense', () => {
  for (const nonsense of ['{', '"👍"', '[1, null]', 'null']) {
    localStorage.setItem('parley.emoji', nonsense);
    expect(recentEmoji()[0]).toBe('👍');
  }
});
