import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/rpc/problem';
import { GRACE, Harness, message, reacted, ROOM, said, settle } from './engineHarness';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A room with messages 1 to 10, of which a page has two, and the newest two are at hand. */
async function room(): Promise<Harness> {
  const chat = await new Harness().live();
  chat.listMessages.mockImplementation((_roomId, { before = 11, after }) => {
    const seqs = Array.from({ length: 10 }, (_, index) => index + 1);
    const there = after === undefined ? seqs.filter((seq) => seq < before) : seqs.filter((seq) => seq > after);
    const page = after === undefined ? there.slice(-2) : there.slice(0, 2);
    return Promise.resolve({
      messages: page.map((seq) => message(seq, `m${seq}`)),
      hasMore: there.length > page.length,
    });
  });
  chat.engine.open(ROOM);
  await settle();
  return chat;
}

function excerpt(chat: Harness): number[] | undefined {
  const found = chat.engine.state().excerpts[ROOM];
  return found?.kind === 'ready' ? found.items.map(({ seq }) => seq) : undefined;
}

describe('a part of a room away from its end', () => {
  it('is read around a message, and leaves the end as it is', async () => {
    const chat = await room();
    chat.engine.openAt(ROOM, 4);
    expect(chat.engine.state().excerpts[ROOM]).toEqual({ kind: 'loading', around: 4 });
    await settle();
    expect(excerpt(chat)).toEqual([3, 4, 5, 6]);
    expect(chat.engine.state().excerpts[ROOM]).toMatchObject({ older: 'more', newer: 'more' });
    expect(chat.shown()).toEqual(['9 m9', '10 m10']);
  });

  it('is not read where the message is at hand', async () => {
    const chat = await room();
    chat.engine.openAt(ROOM, 9);
    await settle();
    expect(chat.engine.state().excerpts).toEqual({});
    expect(chat.listMessages).toHaveBeenCalledOnce();
  });

  it('grows both ways, and is a part of the timeline once it meets the end', async () => {
    const chat = await room();
    chat.engine.openAt(ROOM, 4);
    await settle();
    chat.engine.loadOlder(ROOM);
    await settle();
    expect(excerpt(chat)).toEqual([1, 2, 3, 4, 5, 6]);
    chat.engine.loadNewer(ROOM);
    await settle();
    expect(excerpt(chat)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    chat.engine.loadNewer(ROOM);
    chat.engine.loadNewer(ROOM);
    await settle();
    expect(chat.engine.state().excerpts).toEqual({});
    expect(chat.shown().map((line) => line.split(' ')[0])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ older: 'none' });
  });

  it('keeps what comes live for the end, and what changes in both', async () => {
    const chat = await room();
    chat.engine.openAt(ROOM, 4);
    await settle();
    chat.socket.deliver(said(11, 'new'));
    chat.socket.deliver(reacted(12, 4, '👍', GRACE));
    expect(excerpt(chat)).toEqual([3, 4, 5, 6]);
    const found = chat.engine.state().excerpts[ROOM];
    expect(found?.kind === 'ready' && found.items[1]).toMatchObject({ message: { reactions: [{ emoji: '👍' }] } });
    expect(chat.shown()).toContain('11 new');
  });

  it('says why it did not load, and is tried again', async () => {
    const chat = await room();
    chat.listMessages.mockRejectedValueOnce(Problem.offline());
    chat.engine.openAt(ROOM, 4);
    await settle();
    expect(chat.engine.state().excerpts[ROOM]).toMatchObject({ kind: 'failed', around: 4 });
    chat.engine.openAt(ROOM, 4);
    await settle();
    expect(excerpt(chat)).toEqual([3, 4, 5, 6]);
    chat.listMessages.mockRejectedValueOnce(Problem.offline());
    chat.engine.loadNewer(ROOM);
    await settle();
    expect(chat.engine.state().excerpts[ROOM]).toMatchObject({ newer: 'failed' });
  });

  it('gives way to the next, and to the end', async () => {
    const chat = await room();
    chat.engine.openAt(ROOM, 2);
    chat.engine.openAt(ROOM, 6);
    await settle();
    expect(excerpt(chat)).toEqual([5, 6, 7, 8]);
    chat.engine.toEnd(ROOM);
    expect(chat.engine.state().excerpts).toEqual({});
  });
});
