import { SETTLE_MS } from './drafts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/rpc/problem';
import { acknowledged, Harness, ME, message, readMoved, ROOM, said, settle, wireRoom } from './engineHarness';
import { KEPT_ITEMS, KEPT_TIMELINES } from './keeper';
import { MemoryDevice } from './memoryStorage';

let device: MemoryDevice;
let drafts: Map<string, string>;
let pages = 0;

beforeEach(() => {
  vi.useFakeTimers();
  device = new MemoryDevice();
  drafts = new Map();
});
afterEach(() => void vi.useRealTimers());

function page(): Harness {
  return new Harness({ device, drafts, idPrefix: `p${++pages}-` });
}

/** Waits until all that is known is written, and takes the page away without a goodbye. */
async function crash(chat: Harness): Promise<void> {
  await vi.advanceTimersByTimeAsync(1_000);
  chat.storage.crash();
  chat.socket.drop(1006);
}

const clientIdOf = (chat: Harness, index = 0): string => chat.engine.state().outbox[index]?.clientId ?? '';

describe('a page that is opened again', () => {
  it('shows rooms and messages before any network', async () => {
    const before = await page().live();
    await before.open([message(9, 'nine'), message(10, 'ten')]);
    before.socket.deliver(said(11, 'eleven'));
    await crash(before);
    const after = page();
    after.listRooms.mockRejectedValue(Problem.offline());
    after.engine.start();
    await settle();
    expect(Object.keys(after.engine.state().rooms ?? {})).toEqual([ROOM]);
    expect(after.shown()).toEqual(['9 nine', '10 ten', '11 eleven']);
  });

  it('resumes from the positions that it kept, and takes in what is replayed', async () => {
    const before = await page().live();
    await before.open([message(10, 'ten')]);
    before.socket.deliver(said(11, 'eleven'));
    await crash(before);
    const after = await page().live();
    expect(after.socket.hello().resume).toMatchObject({ user: 7n, rooms: { [ROOM]: 11n } });
    after.socket.deliver(said(12, 'twelve'));
    expect(after.shown()).toEqual(['10 ten', '11 eleven', '12 twelve']);
    expect(after.listMessages).not.toHaveBeenCalled();
  });

  it('reads the list of rooms again once it is live, for names and rooms may have changed', async () => {
    await crash(await page().live());
    const after = page();
    after.rooms = [wireRoom('room-2', 3)];
    await after.live();
    expect(Object.keys(after.engine.state().rooms ?? {})).toEqual(['room-2']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(device.content().rooms.map(({ room, position }) => [room.id, position])).toEqual([['room-2', 3]]);
  });

  it('knows what is unread before the server has said anything', async () => {
    const before = await page().live();
    before.socket.deliver(said(11, 'eleven'), said(12, 'twelve'));
    await crash(before);
    const after = page();
    after.engine.start();
    await settle();
    expect(after.unread()).toEqual([2, 0]);
    await after.welcome();
    after.socket.deliver(readMoved(8n, 12, 12));
    expect(after.unread()).toEqual([0, 0]);
  });

  it('goes on with a draft, which is gone once it was sent', async () => {
    const before = await page().live();
    before.engine.draft({ roomId: ROOM }, 'half a thou');
    await crash(before);
    const after = await page().live();
    expect(after.engine.state().drafts).toEqual({ [ROOM]: 'half a thou' });
    after.engine.send(ROOM, 'half a thought');
    await vi.advanceTimersByTimeAsync(SETTLE_MS + 1_000);
    expect(device.content()).toMatchObject({ drafts: [], outbox: [{ text: 'half a thought' }] });
  });

  it('keeps the newest items of a room, and where older ones are', async () => {
    const before = await page().live();
    await before.open(Array.from({ length: KEPT_ITEMS + 5 }, (_, index) => message(index + 1, `${index + 1}`)));
    await crash(before);
    const timeline = device.content().timelines[0];
    expect(timeline?.items.map(({ seq }) => seq).slice(0, 1)).toEqual([6]);
    expect(timeline).toMatchObject({ older: 'more' });
    expect(timeline?.items).toHaveLength(KEPT_ITEMS);
  });

  it('keeps the messages of the rooms that were opened last, and the positions of all', async () => {
    const chat = page();
    const ids = Array.from({ length: KEPT_TIMELINES + 2 }, (_, index) => `room-${index}`);
    chat.rooms = ids.map((id) => wireRoom(id, 10));
    await chat.live();
    for (const id of ids) {
      chat.engine.open(id);
      await vi.advanceTimersByTimeAsync(1);
    }
    chat.engine.open('room-0');
    await crash(chat);
    const kept = device.content();
    expect(kept.rooms).toHaveLength(ids.length);
    expect(kept.timelines).toHaveLength(KEPT_TIMELINES);
    const dropped = ids.filter((id) => !kept.timelines.some(({ roomId }) => roomId === id));
    expect(dropped).toEqual(['room-1', 'room-2']);
  });

  it('has the room as it was read anew after too much was missed, not as it was before', async () => {
    const before = await page().live();
    await before.open([message(10, 'ten, as it was before it was edited')]);
    before.getRoom.mockResolvedValue(wireRoom(ROOM, 500));
    before.listMessages.mockResolvedValue({ messages: [message(499, 'late')], hasMore: true });
    before.socket.deliver({ case: 'resync', value: { roomId: ROOM } });
    await crash(before);
    const after = page();
    after.engine.start();
    await settle();
    expect(after.shown()).toEqual(['499 late']);
    await after.welcome();
    expect(after.socket.hello().resume?.rooms).toEqual({ [ROOM]: 500n });
  });

  it('stays at the old position and messages until a room has been read anew', async () => {
    const before = await page().live();
    await before.open([message(10, 'ten')]);
    before.getRoom.mockResolvedValue(wireRoom(ROOM, 500));
    before.listMessages.mockReturnValue(new Promise(() => undefined));
    before.socket.deliver({ case: 'resync', value: { roomId: ROOM } }, said(501, 'live'));
    await crash(before);
    const after = await page().live();
    expect(after.shown()).toEqual(['10 ten']);
    expect(after.socket.hello().resume?.rooms).toEqual({ [ROOM]: 10n });
  });

  it('believes the position beside the messages where another tab has brought the room further', async () => {
    const before = await page().live();
    await before.open([message(10, 'ten')]);
    await crash(before);
    const { rooms } = device.content();
    const nothing = { put: [], remove: [] };
    const ahead = rooms.map((kept) => ({ ...kept, position: 15 }));
    device.apply({ rooms: { put: ahead, remove: [] }, timelines: nothing, drafts: nothing, outbox: nothing });
    const after = await page().live();
    expect(after.socket.hello().resume?.rooms).toEqual({ [ROOM]: 10n });
  });

  it('forgets what it kept of a room that was left', async () => {
    const chat = await page().live();
    await chat.open([message(10, 'ten')]);
    chat.engine.draft({ roomId: ROOM }, 'well');
    await vi.advanceTimersByTimeAsync(1_000);
    chat.engine.left(ROOM);
    await crash(chat);
    expect(device.content()).toMatchObject({ rooms: [], timelines: [], drafts: [] });
  });

  it('finds its way back from a position in the own log that the server never had', async () => {
    await crash(await page().live());
    const nothing = { put: [], remove: [] };
    device.apply({ userSeq: 900n, rooms: nothing, timelines: nothing, drafts: nothing, outbox: nothing });
    const after = await page().live();
    after.socket.deliver({ case: 'resync', value: { roomId: '' } });
    await settle();
    const joined = { case: 'roomJoined', value: wireRoom('room-2', 1) } as const;
    after.socket.deliver({ case: 'event', value: { userSeq: 8n, change: joined } });
    expect(Object.keys(after.engine.state().rooms ?? {})).toEqual([ROOM, 'room-2']);
  });
});

describe('unsent messages', () => {
  it('go out in order, under their first clientId, after a reload before the answer', async () => {
    const before = await page().live();
    before.engine.send(ROOM, 'one');
    before.engine.send(ROOM, 'two');
    const ids = [clientIdOf(before, 0), clientIdOf(before, 1)];
    await crash(before);
    const after = await page().live();
    after.socket.deliver(acknowledged(ids[0] ?? '', 11));
    expect(after.socket.messages()).toEqual([
      [ids[0], 'one'],
      [ids[1], 'two'],
    ]);
  });

  it('are kept until they are answered, and as sent until they are in the room', async () => {
    const before = await page().live();
    await before.open();
    before.engine.send(ROOM, 'hi');
    await settle();
    expect(device.content().outbox).toMatchObject([{ state: 'sending' }]);
    before.socket.deliver(acknowledged(clientIdOf(before), 11));
    const clientId = clientIdOf(before);
    await crash(before);
    const after = await page().live();
    expect(after.outbox()).toEqual([`${clientId} sent`]);
    expect(after.socket.messages()).toEqual([]);
    after.socket.deliver(said(11, 'hi', clientId, ME));
    await settle();
    expect(after.shown()).toEqual(['11 hi']);
    expect(device.content().outbox).toEqual([]);
  });

  it('leave the device in the change that brings them into the room', async () => {
    const before = await page().live();
    await before.open([message(10, 'ten')]);
    before.engine.send(ROOM, 'hi');
    before.socket.deliver(said(11, 'hi', clientIdOf(before), ME));
    await settle();
    expect(device.content().outbox).toEqual([]);
    expect(device.content().timelines[0]).toMatchObject({ position: 11, items: [{ seq: 10 }, { seq: 11 }] });
  });

  it('do not stay as sent when the part of the log that has them was skipped', async () => {
    const before = await page().live();
    before.engine.send(ROOM, 'hi');
    before.socket.deliver(acknowledged(clientIdOf(before), 11));
    await crash(before);
    const after = await page().live();
    after.getRoom.mockResolvedValue(wireRoom(ROOM, 3_000));
    after.socket.deliver({ case: 'resync', value: { roomId: ROOM } });
    await settle();
    expect(after.outbox()).toEqual([]);
  });

  it('keep their order where several are typed in one millisecond', async () => {
    const before = page();
    before.engine.start();
    await settle();
    for (const text of ['one', 'two', 'three', 'four']) before.engine.send(ROOM, text);
    await crash(before);
    const after = await page().live();
    expect(after.engine.state().outbox.map(({ text }) => text)).toEqual(['one', 'two', 'three', 'four']);
  });

  it('survive the end of a session, and go out after signing in again', async () => {
    const before = await page().live();
    before.socket.drop(4001);
    before.engine.send(ROOM, 'one');
    before.engine.stop();
    await settle();
    const after = await page().live();
    expect(after.socket.messages().map(([, text]) => text)).toEqual(['one']);
  });

  it('of a tab that was closed go out from another that comes back', async () => {
    const one = await page().live();
    const other = await page().live();
    one.socket.drop(1006);
    one.engine.send(ROOM, 'from the other tab');
    await crash(one);
    other.engine.wake();
    await settle();
    expect(other.socket.messages().map(([, text]) => text)).toEqual(['from the other tab']);
  });

  it('that two tabs hold end in both by the one answer that each gets', async () => {
    const one = await page().live();
    one.socket.drop(1006);
    one.engine.send(ROOM, 'hi');
    const clientId = clientIdOf(one);
    await settle();
    const other = await page().live();
    await vi.advanceTimersByTimeAsync(1_000);
    await one.welcome();
    expect([...one.socket.messages(), ...other.socket.messages()]).toEqual([
      [clientId, 'hi'],
      [clientId, 'hi'],
    ]);
    for (const tab of [one, other]) {
      tab.socket.deliver(acknowledged(clientId, 11), said(11, 'hi', clientId, ME));
      await settle();
      expect(tab.outbox()).toEqual([]);
    }
    expect(device.content().outbox).toEqual([]);
  });
});

describe('a device that keeps nothing', () => {
  it('leaves a page that works, and that says so', async () => {
    device.closed = true;
    const chat = await page().live();
    expect(chat.engine.state().lasting).toBe(false);
    chat.engine.send(ROOM, 'hi');
    expect(chat.socket.messages().map(([, text]) => text)).toEqual(['hi']);
  });

  it('is written to again once it has room, and then has everything', async () => {
    const chat = await page().live();
    await chat.open([message(10, 'ten')]);
    await vi.advanceTimersByTimeAsync(1_000);
    device.full = true;
    chat.socket.deliver(said(11, 'eleven'));
    chat.engine.send(ROOM, 'hi');
    await settle();
    expect(chat.engine.state().lasting).toBe(false);
    expect(device.content().timelines[0]).toMatchObject({ position: 10, items: [{ seq: 10 }] });
    device.full = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(chat.engine.state().lasting).toBe(true);
    expect(device.content()).toMatchObject({
      timelines: [{ position: 11, items: [{ seq: 10 }, { seq: 11 }] }],
      outbox: [{ text: 'hi' }],
    });
  });

  it('does not hold the page up when it never answers', async () => {
    const chat = page();
    vi.spyOn(chat.storage, 'load').mockReturnValue(new Promise(() => undefined));
    chat.engine.start();
    await vi.advanceTimersByTimeAsync(3_000);
    await chat.welcome();
    expect(chat.engine.state().connection.kind).toBe('live');
    expect(chat.engine.state().lasting).toBe(false);
  });
});
