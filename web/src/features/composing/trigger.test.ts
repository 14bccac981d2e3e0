import { describe, expect, it } from 'vitest';
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
