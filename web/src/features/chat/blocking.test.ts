import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  GRACE,
  Harness,
  happened,
  ME,
  ROOM,
  settle,
  wireMessage,
  wireRoom,
  message,
  type ServerKind,
} from './engineHarness';
import { MemoryDevice } from './memoryStorage';
import { withoutBlocked } from '@/features/reactions/withoutBlocked';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function blocksChanged(userSeq: bigint, blocked: boolean): ServerKind {
  return { case: 'event', value: { userSeq, change: { case: 'blocksChanged', value: { person: GRACE, blocked } } } };
}

function mentioned(seq: number): ServerKind {
  const value = wireMessage({ ...message(seq, '@ada'), mentions: [ME.id] });
  return happened(seq, { case: 'messageCreated', value });
}

describe('whom the person has blocked', () => {
  it('is read with the rooms, and changes by the own log', async () => {
    const chat = new Harness();
    chat.blocked = [GRACE];
    await chat.live();
    expect(chat.engine.state().blocked).toEqual({ [GRACE.id]: GRACE });

    chat.blocked = [];
    chat.socket.deliver(blocksChanged(8n, false));
    expect(chat.engine.state().blocked).toEqual({});
    await settle();
    chat.blocked = [GRACE];
    chat.socket.deliver(blocksChanged(9n, true));
    await settle();
    expect(chat.engine.state().blocked).toEqual({ [GRACE.id]: GRACE });
  });

  it('is known to the next page before the server has said anything', async () => {
    const device = new MemoryDevice();
    const before = new Harness({ device });
    before.blocked = [GRACE];
    await before.live();
    before.engine.stop();
    await settle();

    const after = new Harness({ device });
    after.listRooms.mockReturnValue(new Promise(() => undefined));
    after.engine.start();
    await settle();
    expect(after.engine.state().blocked).toEqual({ [GRACE.id]: GRACE });
  });

  it('mentions the person no longer, and again when they are unblocked, as the server counts', async () => {
    const chat = await new Harness().live();
    chat.blocked = [GRACE];
    chat.rooms = [wireRoom(ROOM, 10)];
    chat.socket.deliver(blocksChanged(8n, true));
    await settle();
    chat.socket.deliver(mentioned(11));
    expect(chat.unread()).toEqual([1, 0]);

    chat.blocked = [];
    const counted = wireRoom(ROOM, 11, 10);
    counted.mentionCount = 1n;
    chat.rooms = [counted];
    chat.socket.deliver(blocksChanged(9n, false));
    await settle();
    expect(chat.unread()).toEqual([1, 1]);
  });

  it('is asked for again once an answer has said so, and not once more by its event', async () => {
    const chat = await new Harness().live();
    chat.blocked = [GRACE];
    const asked = chat.listRooms.mock.calls.length;
    chat.engine.blocks(GRACE, true);
    await settle();
    chat.socket.deliver(blocksChanged(8n, true));
    await settle();
    expect(chat.listRooms.mock.calls.length).toBe(asked + 1);
  });
});

describe('reactions', () => {
  const heart = { emoji: '❤️', count: 2, userIds: [GRACE.id, ME.id] };
  const wave = { emoji: '👋', count: 1, userIds: [GRACE.id] };

  it('of people whom one has blocked are not there', () => {
    expect(withoutBlocked([heart, wave], { [GRACE.id]: GRACE })).toEqual([{ ...heart, count: 1, userIds: [ME.id] }]);
    expect(withoutBlocked([heart, wave], {})).toEqual([heart, wave]);
  });
});
