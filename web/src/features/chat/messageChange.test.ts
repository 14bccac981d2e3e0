import { describe, expect, it } from 'vitest';
import { message } from './engineHarness';
import { changed, wished, type MessageChange } from './messageChange';

const said = message(7, 'hi');
const react = (seq: number, userId: string, added = true, emoji = '👍'): MessageChange => ({
  kind: 'reaction',
  messageSeq: 7,
  seq,
  emoji,
  userId,
  added,
});

describe('a change of a message', () => {
  it('is taken over once', () => {
    const once = changed(said, react(8, 'ada'));
    expect(once.reactions).toEqual([{ emoji: '👍', count: 1, userIds: ['ada'] }]);
    expect(changed(once, react(8, 'ada'))).toBe(once);
    expect(changed(once, react(6, 'ada', false))).toBe(once);
  });

  it('is of one message only', () => {
    expect(changed(message(6, 'other'), react(8, 'ada'))).toEqual(message(6, 'other'));
  });

  it('lets an emoji go with the last who used it, and come back at the end', () => {
    const steps = [react(8, 'ada'), react(9, 'grace', true, '🎉'), react(10, 'ada', false), react(11, 'ada')];
    expect(steps.reduce(changed, said).reactions.map(({ emoji }) => emoji)).toEqual(['🎉', '👍']);
  });

  it('counts those who are not named', () => {
    const userIds = Array.from({ length: 50 }, (_, index) => `u${index}`);
    const many = { ...said, reactions: [{ emoji: '👍', count: 51, userIds }] };
    expect(changed(many, react(8, 'u99', false)).reactions).toEqual([{ emoji: '👍', count: 50, userIds }]);
    expect(changed(many, react(8, 'u98')).reactions).toEqual([{ emoji: '👍', count: 52, userIds }]);
  });

  it('by an older view of it is none', () => {
    const newer = { ...said, text: 'newer', changeSeq: 9 };
    const older: MessageChange = { kind: 'message', messageSeq: 7, message: { ...said, text: 'older', changeSeq: 8 } };
    expect(changed(newer, older)).toBe(newer);
  });
});

describe('a wish', () => {
  it('is shown as if it had come true', () => {
    expect(wished(said, { kind: 'edit', text: 'ho' }, 'me').text).toBe('ho');
    expect(wished(said, { kind: 'delete' }, 'me')).toMatchObject({ text: '', deleted: true });
    expect(wished(said, { kind: 'react', emoji: '👍', on: true }, 'me').reactions[0]?.userIds).toEqual(['me']);
  });

  it('brings nothing deleted back', () => {
    const gone = { ...said, text: '', deleted: true };
    expect(wished(gone, { kind: 'edit', text: 'back' }, 'me')).toBe(gone);
  });
});
