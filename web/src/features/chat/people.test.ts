import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { PersonSchema, Room_Kind, RoomSchema } from '@/gen/parley/v1/chat_pb';
import { Availability_Choice, DeviceActivity_State, Presence_State } from '@/gen/parley/v1/presence_pb';
import { acknowledged, GRACE, Harness, ROOM, said, settle, wireRoom } from './engineHarness';
import { IDLE_MS } from './people';
import { MAX_WATCHED } from './presences';

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const typing = (userId: string, roomId = ROOM) => ({ case: 'typing', value: { roomId, userId } }) as const;

describe('others who type', () => {
  it('are shown for six seconds after they last said so', async () => {
    const { engine, socket } = await new Harness().live();
    socket.deliver(typing(GRACE.id));
    await vi.advanceTimersByTimeAsync(4_000);
    socket.deliver(typing(GRACE.id));
    await vi.advanceTimersByTimeAsync(5_999);
    expect(engine.state().typing[ROOM]).toEqual([GRACE.id]);
    await vi.advanceTimersByTimeAsync(1);
    expect(engine.state().typing).toEqual({});
  });

  it('are shown no longer when their message comes', async () => {
    const { engine, socket } = await new Harness().live();
    socket.deliver(typing(GRACE.id), typing('alan'));
    socket.deliver(said(11, 'there'));
    expect(engine.state().typing[ROOM]).toEqual(['alan']);
  });

  it('are forgotten when the connection is lost', async () => {
    const { engine, socket } = await new Harness().live();
    socket.deliver(typing(GRACE.id));
    socket.drop(1006);
    expect(engine.state().typing).toEqual({});
  });

  it('are ignored in rooms that the person is not in', async () => {
    const { engine, socket } = await new Harness().live();
    socket.deliver(typing(GRACE.id, 'elsewhere'));
    expect(engine.state().typing).toEqual({});
  });
});

describe('typing oneself', () => {
  it('is said every three seconds, and at once after a message has arrived', async () => {
    const harness = await new Harness().live();
    for (let i = 0; i < 31; i++) {
      harness.engine.types(ROOM);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(harness.said('typing')).toHaveLength(2);
    harness.engine.send(ROOM, 'so');
    harness.engine.types(ROOM);
    expect(harness.said('typing')).toHaveLength(2);
    harness.socket.deliver(acknowledged('c1', 11));
    harness.engine.types(ROOM);
    expect(harness.said('typing')).toHaveLength(3);
  });

  it('is not said where nobody would be told', async () => {
    const harness = new Harness();
    harness.rooms = [wireRoom(ROOM, 10), { ...wireRoom('large', 10), memberCount: 101 }];
    await harness.live();
    harness.engine.types('large');
    harness.engine.types('nowhere');
    expect(harness.said('typing')).toEqual([]);
  });
});

describe('people on the screen', () => {
  const watched = (harness: Harness) => harness.said('watch').map(({ value }) => value.userIds);

  it('are watched together, once', async () => {
    const harness = await new Harness().live();
    const { presences } = harness.engine.people;
    presences.watch('a');
    presences.watch('b');
    presences.watch('a');
    await vi.advanceTimersByTimeAsync(100);
    expect(watched(harness)).toEqual([['a', 'b']]);
  });

  it('are let go a while after they left the screen', async () => {
    const harness = await new Harness().live();
    const { presences } = harness.engine.people;
    presences.watch('a');
    const letGo = presences.watch('b');
    await vi.advanceTimersByTimeAsync(100);
    letGo();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(watched(harness)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(watched(harness)).toEqual([['a', 'b'], ['a']]);
  });

  it('are watched again on the next connection', async () => {
    const harness = await new Harness().live();
    harness.engine.people.presences.watch('a');
    await vi.advanceTimersByTimeAsync(100);
    harness.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    await harness.welcome();
    expect(watched(harness)).toEqual([['a'], ['a']]);
  });

  it('are the last that fit', async () => {
    const harness = await new Harness().live();
    for (let i = 0; i <= MAX_WATCHED; i++) harness.engine.people.presences.watch(`p${i}`);
    await vi.advanceTimersByTimeAsync(100);
    const [userIds] = watched(harness);
    expect(userIds).toHaveLength(MAX_WATCHED);
    expect(userIds?.[0]).toBe('p1');
  });

  it('are as the server says, at first and with each change', async () => {
    const { engine, socket } = await new Harness().live();
    const lastSeenTime = timestampFromMs(1_699_999_000_000);
    const status = { emoji: '🌴', text: 'On holiday' };
    socket.deliver({
      case: 'presences',
      value: { presences: [{ userId: 'a', state: Presence_State.OFFLINE, lastSeenTime, status }] },
    });
    expect(engine.state().presences).toEqual({
      a: { state: 'offline', lastSeen: 1_699_999_000_000, status: { ...status, until: null } },
    });
    expect(engine.state().names, 'of somebody who says nothing of themselves').toEqual({});
    socket.deliver({ case: 'presence', value: { userId: 'a', state: Presence_State.DO_NOT_DISTURB } });
    expect(engine.state().presences).toEqual({ a: { state: 'doNotDisturb', lastSeen: null, status: null } });
  });
});

describe('a page that nobody uses', () => {
  const states = (harness: Harness) => harness.said('activity').map(({ value }) => value.state);

  it('is idle after five minutes, and active with the next sign', async () => {
    const harness = await new Harness().live();
    harness.engine.people.used();
    // Whoever does not answer a ping is taken for gone.
    for (let passed = 0; passed < IDLE_MS - 10_000; passed += 10_000) {
      await vi.advanceTimersByTimeAsync(10_000);
      harness.socket.deliver({ case: 'pong', value: {} });
    }
    await vi.advanceTimersByTimeAsync(9_999);
    expect(states(harness)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(states(harness)).toEqual([DeviceActivity_State.IDLE]);
    harness.engine.people.used();
    expect(states(harness)).toEqual([DeviceActivity_State.IDLE, DeviceActivity_State.ACTIVE]);
  });

  it('says so when it connects', async () => {
    const harness = await new Harness().live();
    expect(harness.socket.hello().activity).toBeUndefined();
    harness.engine.people.used();
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    harness.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    await harness.welcome();
    expect(harness.socket.hello().activity?.state).toBe(DeviceActivity_State.IDLE);
  });
});

describe('what people are called', () => {
  it('is the newest that was heard, also where a conversation is called by them', async () => {
    const harness = new Harness();
    const people = [
      create(PersonSchema, { id: 'a', username: 'a', displayName: 'Ada' }),
      create(PersonSchema, { id: 'b', username: 'b', displayName: 'Ben' }),
    ];
    harness.rooms = [
      create(RoomSchema, { ...wireRoom('talk', 10), name: '', kind: Room_Kind.GROUP, people }),
      create(RoomSchema, { ...wireRoom('named', 10), kind: Room_Kind.GROUP, people }),
      wireRoom('other', 10),
    ];
    const { engine, socket } = await harness.live();
    const before = engine.state().rooms;
    const called = (displayName: string, avatarVersion = '') => ({ userId: 'a', displayName, avatarVersion });
    socket.deliver({ case: 'presences', value: { presences: [called('Ada')] } });
    expect(engine.state().rooms?.talk, 'nothing has changed').toBe(before?.talk);
    socket.deliver({ case: 'presence', value: called('Countess Ada', 'v2') });
    expect(engine.state().names).toEqual({ a: { displayName: 'Countess Ada', avatarVersion: 'v2' } });
    expect(engine.state().rooms).toMatchObject({
      talk: { name: 'Countess Ada, Ben', people: [{ avatarVersion: 'v2' }, { displayName: 'Ben' }] },
      named: { name: 'named', people: [{ displayName: 'Countess Ada' }, {}] },
    });
    expect(engine.state().rooms?.other).toBe(before?.other);
    socket.deliver({ case: 'presence', value: { userId: 'a' } });
    expect(engine.state().names.a?.displayName, 'who hides is still called so').toBe('Countess Ada');
  });
});

describe('one’s own presence', () => {
  it('is read on each connection, and follows the own log', async () => {
    const harness = new Harness();
    harness.ownPresence = { availability: { choice: Availability_Choice.APPEAR_AWAY } };
    const { engine, socket } = await harness.live();
    expect(engine.state().own).toEqual({ choice: 'away', choiceUntil: null, status: null });
    socket.deliver({
      case: 'event',
      value: { userSeq: 8n, change: { case: 'ownPresenceChanged', value: { status: { text: 'Lunch' } } } },
    });
    expect(engine.state().own).toEqual({
      choice: 'automatic',
      choiceUntil: null,
      status: { emoji: '', text: 'Lunch', until: null },
    });
  });

  it('changes by what is given alone', async () => {
    const harness = await new Harness().live();
    await harness.engine.people.presences.change({ choice: 'offline', choiceUntil: 1_700_000_060_000 });
    expect(harness.changeOwnPresence).toHaveBeenCalledExactlyOnceWith({
      availability: { choice: Availability_Choice.APPEAR_OFFLINE, expireTime: timestampFromMs(1_700_000_060_000) },
      status: undefined,
    });
    expect(harness.engine.state().own?.choice).toBe('offline');
    await harness.engine.people.presences.change({ status: null });
    expect(harness.changeOwnPresence).toHaveBeenLastCalledWith({
      availability: undefined,
      status: { emoji: '', text: '', expireTime: undefined },
    });
  });

  it('stays as it was when the server refuses', async () => {
    const harness = await new Harness().live();
    const before = harness.engine.state().own;
    harness.changeOwnPresence.mockRejectedValueOnce(new Error('no'));
    await expect(harness.engine.people.presences.change({ choice: 'away' })).rejects.toThrow('no');
    await settle();
    expect(harness.engine.state().own).toEqual(before);
  });
});
