import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/rpc/problem';
import { UNDO_MS } from './changes';
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
    chat.editMessage.mockRejectedValueOnce(new Problem('NOT_YOUR_MESSAGE', 403, 'Not yours.', false));
    chat.engine.edit(ROOM, 'm10', 'mine');
    await settle();
    expect(chat.message(10)?.text).toBe('ten');
    const [refused] = chat.engine.state().changes;
    expect(refused).toMatchObject({ failed: 'Not yours.' });
    chat.engine.retryChange(refused?.id ?? '');
    await settle();
    expect(chat.editMessage).toHaveBeenCalledTimes(2);
    expect(chat.engine.state().changes).toMatchObject([{ wish: { kind: 'edit' } }]);
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

  it('pins, and takes pins away', async () => {
    const chat = await room();
    chat.pinMessage.mockResolvedValueOnce({ ...message(10, 'ten'), sender: ME, changeSeq: 11, pinTime: 5 });
    chat.engine.pin(ROOM, 'm10', true);
    await settle();
    expect(chat.message(10)?.pinTime).toBe(5);
    chat.engine.pin(ROOM, 'm10', false);
    await settle();
    expect(chat.unpinMessage).toHaveBeenCalledExactlyOnceWith(ROOM, 'm10');
  });

  it('is held for a moment where it cannot be taken back afterwards', async () => {
    const chat = await room();
    chat.engine.delete(ROOM, 'm10');
    expect(chat.engine.state().changes).toMatchObject([{ held: true, wish: { kind: 'delete' } }]);
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
    expect(chat.deleteMessage).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(chat.deleteMessage).toHaveBeenCalledExactlyOnceWith(ROOM, 'm10');
    expect(chat.engine.state().changes).toMatchObject([{ held: false }]);
  });

  it('is taken back while it is held, and never asked for then', async () => {
    const chat = await room();
    chat.engine.delete(ROOM, 'm10');
    chat.engine.undoChange(chat.engine.state().changes[0]?.id ?? '');
    expect(chat.engine.state().changes).toEqual([]);
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(chat.deleteMessage).not.toHaveBeenCalled();
  });

  it('is asked for at once when the page goes away', async () => {
    const chat = await room();
    chat.engine.delete(ROOM, 'm10');
    chat.engine.keep();
    await settle();
    expect(chat.deleteMessage).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(chat.deleteMessage).toHaveBeenCalledTimes(1);
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
