import { describe, expect, it } from 'vitest';
import { isCommand } from '@/features/commands/useCommands';
import { findTrigger } from './trigger';

const found = (text: string) => {
  const trigger = findTrigger(text, text.length);
  return trigger === null ? null : `${trigger.mark}${trigger.query}`;
};

describe('what can be completed', () => {
  it.each([
    ['@', '@'],
    ['hello @gra', '@gra'],
    ['(@gra', '@gra'],
    ['see #har', '#har'],
    ['well :ta', ':ta'],
    ['line\n@a.b-c', '@a.b-c'],
    ['#Straß', '#Straß'],
    ['```x``` @a', '@a'],
  ])('%j', (text, trigger) => {
    expect(found(text)).toBe(trigger);
  });

  it.each(['', 'mail@x', 'a :p', 'at 10:30', '@ada ', '`@a', '```\n@a', 'https://a.example/#b', '@@a', '# Plan'])(
    'not %j',
    (text) => {
      expect(found(text)).toBeNull();
    },
  );

  it('is what stands before the caret', () => {
    expect(findTrigger('@gra and more', 3)).toEqual({ mark: '@', query: 'gr', start: 0, end: 3 });
  });
});

describe('a command', () => {
  it('is completed at the beginning, and only where commands can be written', () => {
    expect(findTrigger('/to', 3, true)).toEqual({ mark: '/', query: 'to', start: 0, end: 3 });
    expect(findTrigger('/', 1, true)).toEqual({ mark: '/', query: '', start: 0, end: 1 });
    expect(findTrigger('/to', 3)).toBeNull();
    expect(findTrigger(' /to', 4, true)).toBeNull();
    expect(findTrigger('/usr/bin', 8, true)).toBeNull();
  });

  it('is one only as it is written, without a space before it', () => {
    expect(['/me waves', '/shrug', '/poll "a" b c'].every(isCommand)).toBe(true);
    expect([' /me waves', '/usr/bin', '//', '/', '/Me', 'say /me'].some(isCommand)).toBe(false);
  });
});
