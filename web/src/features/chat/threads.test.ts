import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  GRACE,
  happened,
  Harness,
  ME,
  message,
  reply,
  ROOM,
  type ServerKind,
  settle,
  standing,
  threadChanged,
  wireMessage,
  wireRoom,
} from './engineHarness';
import type { Message, OpenThread } from './model';
import { mentionCount, unreadCount } from './unread';
import type { ThreadStanding } from './wire';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function came(each: Message): ServerKind {
  return happened(each.seq, { case: 'messageCreated', value: wireMessage(each) });
}

function deleted(seq: number, each: Message): ServerKind {
  const gone = wireMessage({ ...each, text: '', deleted: true, changeSeq: seq });
  return happened(seq, { case: 'messageDeleted', value: { message: gone, person: GRACE } });
}

/** A page that knows the room up to there. */
async function at(position: number): Promise<Harness> {
  const chat = new Harness();
  chat.rooms = [wireRoom(ROOM, position)];
  return chat.live();
}

function counts(chat: Harness): [number, number] | undefined {
  const followed = chat.engine.state().threads.m10;
  return followed && [unreadCount(followed.read), mentionCount(followed.read)];
}

function open(chat: Harness): Extract<OpenThread, { kind: 'ready' }> {
  const { thread } = chat.engine.state();
  if (thread?.kind !== 'ready') throw new Error(`thread: ${thread?.kind} (expected: ready)`);
  return thread;
}

function texts(chat: Harness): string[] {
  return open(chat).items.flatMap((item) => (item.kind === 'message' ? [item.message.text] : []));
}

describe('a reply', () => {
  it('stands in its thread alone, and the message says so', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    chat.socket.deliver(came(reply(11, 10, 1, 'yes')), came(reply(12, 10, 2, 'no', ME)));
    expect(chat.shown()).toEqual(['10 ten']);
    expect(chat.unread()).toEqual([0, 0]);
    expect(chat.message(10)?.replies).toMatchObject({ count: 2, headOrdinal: 2, userIds: ['grace', 'me'] });
    chat.socket.deliver(deleted(13, reply(11, 10, 1, 'yes')));
    expect(chat.message(10)?.replies).toMatchObject({ count: 1, headOrdinal: 2 });
    expect(chat.message(10)?.changeSeq).toBe(13);
  });

  it('that stands in the room, too, is in both', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    chat.engine.openThread(ROOM, 'm10', null);
    await settle();
    chat.socket.deliver(came({ ...reply(11, 10, 1, 'both'), ordinal: 11 }));
    expect(chat.shown()).toEqual(['10 ten', '11 both']);
    expect(texts(chat)).toEqual(['both']);
    expect(chat.unread()).toEqual([1, 0]);
  });

  it('changes a page of the room that was under way once', async () => {
    const chat = await new Harness().live();
    let answer: (page: { messages: Message[]; hasMore: boolean }) => void = () => undefined;
    chat.listMessages.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    chat.engine.open(ROOM);
    chat.socket.deliver(came(reply(11, 10, 1, 'yes')), came(reply(12, 10, 2, 'no')));
    const replies = { count: 1, headOrdinal: 1, lastTime: 1, userIds: ['grace'] };
    answer({ messages: [{ ...message(10, 'ten'), replies, changeSeq: 11 }], hasMore: false });
    await settle();
    expect(chat.message(10)?.replies?.count).toBe(2);
  });

  it('is sent with its thread, and is a draft of its own', async () => {
    const chat = await new Harness().live();
    chat.engine.draft({ roomId: ROOM, threadId: 'm10' }, 'yes');
    expect(chat.engine.state().drafts).toEqual({ m10: 'yes' });
    chat.engine.send(ROOM, 'yes!', { threadId: 'm10', alsoInRoom: true });
    expect(chat.engine.state().drafts).toEqual({});
    expect(chat.said('send').at(-1)?.value).toMatchObject({ text: 'yes!', threadId: 'm10', alsoInRoom: true });
  });
});

describe('a thread that one follows', () => {
  it('counts what comes, and what the own log says', async () => {
    const chat = new Harness();
    chat.followed = [standing({ read: 1, head: 2 })];
    await chat.live();
    await settle();
    expect(counts(chat)).toEqual([1, 0]);
    chat.socket.deliver(came({ ...reply(11, 10, 3, '@ada'), mentions: [ME.id] }), came(reply(12, 10, 4, 'four')));
    expect(counts(chat)).toEqual([3, 1]);
    chat.socket.deliver(deleted(13, reply(12, 10, 4, 'four')));
    expect(counts(chat)).toEqual([2, 1]);
    chat.socket.deliver(threadChanged(8n, standing({ read: 4, head: 4, at: 13 })));
    expect(counts(chat)).toEqual([0, 0]);
    chat.socket.deliver(came(reply(14, 10, 5, 'mine', ME)), came(reply(15, 10, 6, 'six')));
    expect(counts(chat)).toEqual([1, 0]);
    chat.socket.deliver(threadChanged(9n, standing({ following: false })));
    expect(counts(chat)).toBeUndefined();
  });

  it('loses nothing that comes while the list is read', async () => {
    const chat = new Harness();
    let answer: (followed: ThreadStanding[]) => void = () => undefined;
    const list = vi.fn(() => new Promise<ThreadStanding[]>((resolve) => (answer = resolve)));
    await chat.live();
    await settle();
    Object.defineProperty(chat, 'followed', { get: () => list() });
    chat.socket.deliver({ case: 'resync', value: { roomId: '' } });
    chat.socket.deliver(came(reply(11, 10, 1, 'one')), came(reply(12, 10, 2, 'two')));
    answer([standing({ read: 0, head: 1, at: 11 })]);
    await settle();
    expect(counts(chat)).toEqual([2, 0]);
  });

  it('is asked for where more is known of the room than the own log takes account of', async () => {
    const chat = await new Harness().live();
    await settle();
    chat.socket.deliver(came(reply(11, 10, 1, '@ada')), came(reply(12, 10, 2, 'two')));
    chat.followed = [standing({ read: 0, head: 2, at: 12, mentions: 1 })];
    chat.socket.deliver(threadChanged(8n, standing({ read: 0, head: 1, at: 11, mentions: 1 })));
    await settle();
    expect(chat.getThread).toHaveBeenCalledWith(ROOM, 'm10');
    expect(counts(chat)).toEqual([2, 1]);
  });

  it('is gone with its room', async () => {
    const chat = new Harness();
    chat.followed = [standing()];
    await chat.live();
    await settle();
    chat.engine.openThread(ROOM, 'm10', null);
    chat.engine.left(ROOM);
    expect(chat.engine.state()).toMatchObject({ threads: {}, thread: null });
  });
});

describe('the open thread', () => {
  it('shows what comes, and what becomes of it', async () => {
    const chat = await at(11);
    chat.listReplies.mockResolvedValueOnce({ messages: [reply(11, 10, 1, 'one')], hasMore: true });
    chat.engine.openThread(ROOM, 'm10', null);
    await settle();
    expect(open(chat)).toMatchObject({ older: 'more', newer: 'none', root: { text: 'ten' } });
    chat.socket.deliver(came(reply(12, 10, 2, 'two')), came(reply(13, 9, 1, 'elsewhere')));
    expect(texts(chat)).toEqual(['one', 'two']);
    expect(open(chat).root.replies?.count).toBe(1);
    chat.socket.deliver(deleted(14, reply(12, 10, 2, 'two')));
    expect(texts(chat)).toEqual(['one', '']);
    chat.listReplies.mockResolvedValueOnce({ messages: [reply(8, 10, 0, 'zero')], hasMore: false });
    chat.engine.loadOlderReplies();
    await settle();
    expect(texts(chat)).toEqual(['zero', 'one', '']);
    chat.engine.closeThread('m10');
    expect(chat.engine.state().thread).toBeNull();
  });

  it('has what came and changed while it was read', async () => {
    const chat = await at(11);
    let answer: (page: { messages: Message[]; hasMore: boolean }) => void = () => undefined;
    chat.listReplies.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    chat.engine.openThread(ROOM, 'm10', null);
    chat.socket.deliver(came(reply(12, 10, 2, 'two')), deleted(13, reply(11, 10, 1, 'one')));
    answer({ messages: [reply(11, 10, 1, 'one')], hasMore: false });
    await settle();
    expect(texts(chat)).toEqual(['', 'two']);
  });

  it('goes around a reply to which one is led, and on to its end', async () => {
    const chat = await at(14);
    chat.listReplies.mockImplementation((_room, _thread, { before, after }) =>
      Promise.resolve(
        before !== undefined
          ? { messages: [reply(11, 10, 1, 'one'), reply(12, 10, 2, 'two')], hasMore: false }
          : after === 12
            ? { messages: [reply(13, 10, 3, 'three')], hasMore: true }
            : { messages: [reply(14, 10, 4, 'four')], hasMore: false },
      ),
    );
    chat.engine.openThread(ROOM, 'm10', 12);
    await settle();
    chat.socket.deliver(came(reply(15, 10, 5, 'five')));
    expect(texts(chat)).toEqual(['one', 'two', 'three']);
    chat.engine.loadNewerReplies();
    await settle();
    chat.socket.deliver(came(reply(16, 10, 6, 'six')));
    expect(texts(chat)).toEqual(['one', 'two', 'three', 'four', 'six']);
  });

  it('is read while its end is in front of the person, at most once in a second', async () => {
    const chat = new Harness();
    chat.followed = [standing({ read: 0, head: 1, at: 11 })];
    await chat.live();
    await settle();
    chat.listReplies.mockResolvedValueOnce({ messages: [reply(11, 10, 1, 'one')], hasMore: false });
    chat.engine.openThread(ROOM, 'm10', null);
    chat.engine.lookAtThread('m10');
    await settle();
    expect(chat.markThreadRead.mock.calls).toEqual([[ROOM, 'm10', 11]]);
    chat.socket.deliver(came(reply(12, 10, 2, 'two')), came(reply(13, 10, 3, 'three')));
    expect(chat.markThreadRead).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(chat.markThreadRead.mock.calls.at(-1)).toEqual([ROOM, 'm10', 13]);
    chat.engine.lookAwayFromThread('m10');
    chat.socket.deliver(came(reply(14, 10, 4, 'four')));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(chat.markThreadRead).toHaveBeenCalledTimes(2);
  });

  it('stays unread where the person wants it so', async () => {
    const chat = new Harness();
    chat.followed = [standing({ read: 1, head: 1, at: 11 })];
    await chat.live();
    chat.listReplies.mockResolvedValueOnce({ messages: [reply(11, 10, 1, 'one')], hasMore: false });
    chat.engine.openThread(ROOM, 'm10', null);
    chat.engine.lookAtThread('m10');
    await chat.engine.markThreadUnread(ROOM, 'm10', 11);
    chat.socket.deliver(threadChanged(8n, standing({ read: 0, head: 1, at: 11 })));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(counts(chat)).toEqual([1, 0]);
    expect(chat.markThreadRead).not.toHaveBeenCalled();
  });

  it('is read anew with its room', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    chat.engine.openThread(ROOM, 'm10', null);
    await settle();
    chat.listReplies.mockResolvedValueOnce({ messages: [reply(40, 10, 9, 'nine')], hasMore: true });
    chat.socket.deliver({ case: 'resync', value: { roomId: ROOM } });
    await settle();
    expect(texts(chat)).toEqual(['nine']);
  });
});
