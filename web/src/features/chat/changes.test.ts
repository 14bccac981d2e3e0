import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/rpc/problem';
import { Harness, ME, message, ROOM, settle } from './engineHarness';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function room(): Promise<Harness> {
  const chat = await new Harness().live();
  await chat.open([{ ...message(10, 'ten'), sender: ME }]);
  return chat;
}

describe('what the person wants of a message', () => {
  it('is asked of the server and taken over as it answers', async () => {
    const chat = await room();
    const now = { ...message(10, 'ten!'), sender: ME, changeSeq: 11, editTime: 1 };
    chat.editMessage.mockResolvedValueOnce(now);
    chat.engine.edit(ROOM, 'm10', 'ten!');
    expect(chat.engine.state().changes).toMatchObject([{ messageId: 'm10', wish: { kind: 'edit', text: 'ten!' } }]);
    await settle();
    expect(chat.engine.state().changes).toEqual([]);
    expect(chat.message(10)).toEqual(now);
  });

  it('is taken back with a reason when it is refused, and can be asked for again', async () => {
    const chat = await room();
    chat.deleteMessage.mockRejectedValueOnce(new Problem('NOT_YOUR_MESSAGE', 403, 'Not yours.', false));
    chat.engine.delete(ROOM, 'm10');
    await settle();
    expect(chat.message(10)?.deleted).toBe(false);
    const [refused] = chat.engine.state().changes;
    expect(refused).toMatchObject({ failed: 'Not yours.' });
    chat.engine.retryChange(refused?.id ?? '');
    await settle();
    expect(chat.deleteMessage).toHaveBeenCalledTimes(2);
    expect(chat.engine.state().changes).toMatchObject([{ wish: { kind: 'delete' } }]);
    expect(chat.engine.state().changes[0]?.failed).toBeUndefined();
  });

  it('is asked for in order, the next after the answer', async () => {
    const chat = await room();
    let answer: (now: ReturnType<typeof message>) => void = () => undefined;
    chat.addReaction.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    chat.engine.react(ROOM, 'm10', '👍', true);
    chat.engine.react(ROOM, 'm10', '👍', false);
    await settle();
    expect(chat.removeReaction).not.toHaveBeenCalled();
    answer({ ...message(10, 'ten'), changeSeq: 11 });
    await settle();
    expect(chat.removeReaction).toHaveBeenCalledExactlyOnceWith(ROOM, 'm10', '👍');
  });

  it('is forgotten once the person knows that it was refused', async () => {
    const chat = await room();
    chat.addReaction.mockRejectedValueOnce(Problem.offline());
    chat.engine.react(ROOM, 'm10', '👍', true);
    await settle();
    chat.engine.dismissChange(chat.engine.state().changes[0]?.id ?? '');
    expect(chat.engine.state().changes).toEqual([]);
  });
});
