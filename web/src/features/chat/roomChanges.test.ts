import { create } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it, vi, afterEach } from 'vitest';
import {
  Member_Role,
  PermissionSetting_Permission as Permission,
  RoomChanged_Detail as Detail,
  Room_Kind,
  Room_Visibility,
  RoomPreferences_Level as Level,
  RoomSchema,
  type Room,
} from '@/gen/parley/v1/chat_pb';
import { GRACE, Harness, ME, message, readMoved, ROOM, wireRoom } from './engineHarness';

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const details = (part: object) => ({ name: 'harbour', topic: '', description: '', archived: false, ...part });
const event = (seq: number, change: object) =>
  ({ case: 'event', value: { roomId: ROOM, seq: BigInt(seq), change } }) as never;
const changed = (seq: number, value: object) => event(seq, { case: 'roomChanged', value: { person: GRACE, ...value } });

describe('what becomes of a room', () => {
  it('is so on the screen at once, and stands between the messages', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.socket.deliver(
      changed(11, {
        changed: [Detail.NAME, Detail.TOPIC],
        newName: 'harbour',
        formerName: 'general',
        newTopic: 'ships',
        details: details({ topic: 'ships' }),
      }),
    );
    const state = chat.engine.state();
    expect(state.rooms?.[ROOM]).toMatchObject({ name: 'harbour', topic: 'ships' });
    expect(state.timelines[ROOM]).toMatchObject({
      items: [
        {
          kind: 'system',
          what: 'renamed the room from “general” to “harbour” and set the topic to “ships”',
          members: 0,
        },
      ],
    });
  });

  it('closes it and opens it again', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(changed(11, { changed: [Detail.ARCHIVED], details: details({ archived: true }) }));
    expect(chat.engine.state().rooms?.[ROOM]?.archived).toBe(true);
    chat.socket.deliver(changed(12, { changed: [Detail.RESTORED], details: details({}) }));
    expect(chat.engine.state().rooms?.[ROOM]?.archived).toBe(false);
  });

  it('is not undone by an answer from before it, which comes late', async () => {
    const chat = new Harness();
    chat.rooms = [create(RoomSchema, { ...wireRoom(ROOM, 10), archived: true })];
    chat.engine.start();
    await vi.advanceTimersByTimeAsync(0);
    const old = chat.rooms;
    let answer: (rooms: Room[]) => void = () => undefined;
    chat.listRooms.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    await chat.welcome();
    chat.socket.deliver(changed(11, { changed: [Detail.RESTORED], details: details({}) }));
    answer(old);
    await vi.advanceTimersByTimeAsync(0);
    expect(chat.listRooms).toHaveBeenCalledTimes(2);
    expect(chat.engine.state().rooms?.[ROOM]?.archived).toBe(false);
  });

  it('is not counted twice where an answer knew of it before the log told it', async () => {
    const chat = new Harness();
    chat.engine.start();
    await vi.advanceTimersByTimeAsync(0);
    chat.rooms = [create(RoomSchema, { ...wireRoom(ROOM, 11), memberCount: 3, guestCount: 1 })];
    await chat.welcome();
    const member = { person: { id: 'eve', username: 'eve', displayName: 'Eve' }, role: Member_Role.GUEST };
    chat.socket.deliver(event(11, { case: 'memberJoined', value: { member } }));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ memberCount: 3, guestCount: 1, membersSeq: 11 });
    chat.socket.deliver(event(12, { case: 'memberLeft', value: { person: member.person, guest: true } }));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ memberCount: 2, guestCount: 0, membersSeq: 12 });
  });

  it('is new to who was added until they have looked at it, and says who added them', async () => {
    const chat = new Harness();
    chat.rooms = [create(RoomSchema, { ...wireRoom(ROOM, 10), newlyAdded: true })];
    await chat.live();
    await chat.open();
    expect(chat.engine.state().rooms?.[ROOM]?.newlyAdded).toBe(true);
    expect(chat.reads()).toEqual([]);
    chat.engine.look(ROOM);
    expect(chat.reads()).toEqual([`${ROOM} 10`]);
    chat.socket.deliver(readMoved(8n, 10, 10));
    expect(chat.engine.state().rooms?.[ROOM]?.newlyAdded).toBe(false);
    const eve = { person: { id: 'eve', username: 'eve', displayName: 'Eve' }, role: Member_Role.MEMBER };
    chat.socket.deliver(event(11, { case: 'memberJoined', value: { ...eve, adder: GRACE } }));
    chat.socket.deliver(event(12, { case: 'memberJoined', value: eve }));
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({
      items: [{ what: 'was added by Grace' }, { what: 'joined' }],
    });
  });

  it('says how many wait to join', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(event(11, { case: 'joinRequestsChanged', value: { waitingCount: 2 } }));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ joinRequestCount: 2, membersSeq: 11 });
  });

  it('becomes private and public', async () => {
    const chat = await new Harness().live();
    await chat.open();
    const visibility = Room_Visibility.PRIVATE;
    chat.socket.deliver(changed(11, { changed: [Detail.MADE_PRIVATE], details: details({ visibility }) }));
    expect(chat.engine.state().rooms?.[ROOM]?.visibility).toBe('PRIVATE');
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ items: [{ what: 'made the room private' }] });
    chat.socket.deliver(changed(12, { changed: [Detail.MADE_PUBLIC], details: details({}) }));
    expect(chat.engine.state().rooms?.[ROOM]?.visibility).toBe('PUBLIC');
  });

  it('shows another picture', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.socket.deliver(changed(11, { changed: [Detail.AVATAR], details: details({ avatarVersion: 'v1' }) }));
    expect(chat.engine.state().rooms?.[ROOM]?.avatarVersion).toBe('v1');
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ items: [{ what: 'changed the picture of the room' }] });
  });

  it('changes who may what', async () => {
    const chat = await new Harness().live();
    const permissions = [{ permission: Permission.SEND_MESSAGES, leastRole: Member_Role.MODERATOR }];
    chat.socket.deliver(changed(11, { changed: [Detail.PERMISSIONS], details: details({ permissions }) }));
    expect(chat.engine.state().rooms?.[ROOM]?.permissions).toEqual({ SEND_MESSAGES: 'MODERATOR' });
  });

  it('gives oneself another role, and others theirs', async () => {
    const chat = await new Harness().live();
    const given = (seq: number, person: object, role: Member_Role) =>
      event(seq, { case: 'roleChanged', value: { member: { person, role }, role, changer: GRACE } });
    chat.socket.deliver(given(11, ME, Member_Role.ADMIN));
    chat.socket.deliver(given(12, GRACE, Member_Role.OWNER));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ role: 'ADMIN', membersSeq: 12, memberCount: 2 });
  });

  it('mutes oneself for a time and says so between the messages, and lets one speak again', async () => {
    const chat = await new Harness().live();
    await chat.open();
    const end = { seconds: 1_700_000_600n, nanos: 0 };
    const muted = (seq: number, person: object, endTime?: object) =>
      event(seq, {
        case: 'memberMuted',
        value: { member: { person, muteEndTime: endTime }, endTime, moderator: GRACE },
      });
    chat.socket.deliver(muted(11, ME, end));
    expect(chat.engine.state().rooms?.[ROOM]?.muteEnd).toBe(1_700_000_600_000);
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({
      items: [{ kind: 'system', what: expect.stringMatching(/^was muted until .+ by Grace$/) as string }],
    });
    chat.socket.deliver(muted(12, ME));
    expect(chat.engine.state().rooms?.[ROOM]?.muteEnd).toBeNull();
    chat.socket.deliver(muted(13, GRACE, end));
    expect(chat.engine.state().rooms?.[ROOM]?.muteEnd).toBeNull();
  });

  it.each([
    [30, 'slowed the room down: one message each 30 seconds'],
    [60, 'slowed the room down: one message each 1 minute'],
    [0, 'ended slow mode'],
  ])('becomes slow by %i seconds', async (slowModeSeconds, what) => {
    const chat = await new Harness().live();
    await chat.open();
    chat.socket.deliver(changed(11, { changed: [Detail.SLOW_MODE], details: details({ slowModeSeconds }) }));
    expect(chat.engine.state().rooms?.[ROOM]?.slowModeSeconds).toBe(slowModeSeconds);
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ items: [{ what }] });
  });

  it('is read with the messages around it, but not in a direct conversation', async () => {
    const changes = [{ kind: 'system', seq: 9, person: GRACE, what: 'joined', members: 1, time: 1 }] as const;
    const channel = await new Harness().live();
    channel.listMessages.mockResolvedValueOnce({ messages: [message(10, 'ten')], changes, hasMore: false });
    await channel.open();
    expect(channel.engine.state().timelines[ROOM]).toMatchObject({ items: [{ seq: 9, what: 'joined' }, { seq: 10 }] });

    const direct = new Harness();
    direct.rooms = [{ ...wireRoom(ROOM, 10), kind: Room_Kind.DIRECT }];
    await direct.live();
    direct.listMessages.mockResolvedValueOnce({ messages: [message(10, 'ten')], changes, hasMore: false });
    await direct.open();
    expect(direct.engine.state().timelines[ROOM]).toMatchObject({ items: [{ seq: 10 }] });
  });

  it('counts the guests who come and go', async () => {
    const chat = await new Harness().live();
    const joined = (seq: number, role: Member_Role) =>
      event(seq, { case: 'memberJoined', value: { person: { id: `p${seq}` }, role } });
    const left = (seq: number, guest: boolean) =>
      event(seq, { case: 'memberLeft', value: { person: { id: `p${seq}` }, guest } });
    chat.socket.deliver(joined(11, Member_Role.GUEST));
    chat.socket.deliver(joined(12, Member_Role.MEMBER));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ guestCount: 1, memberCount: 4 });
    chat.socket.deliver(left(13, false));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ guestCount: 1, memberCount: 3 });
    chat.socket.deliver(left(14, true));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ guestCount: 0, memberCount: 2 });
  });

  it('lets who waits for it be read again, without a line between the messages', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.socket.deliver(event(11, { case: 'joinRequestsChanged', value: {} }));
    expect(chat.engine.state().rooms?.[ROOM]).toMatchObject({ membersSeq: 11, memberCount: 2 });
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ items: [] });
  });

  it('leaves a conversation without a name called by its people', async () => {
    const chat = new Harness();
    chat.rooms = [{ ...wireRoom(ROOM, 10), name: '', people: [{ ...GRACE } as never] }];
    await chat.live();
    chat.socket.deliver(changed(11, { changed: [Detail.TOPIC], newTopic: 'ships', details: details({ name: '' }) }));
    expect(chat.engine.state().rooms?.[ROOM]?.name).toBe(GRACE.displayName);
  });

  it('is arranged as the person says on any device', async () => {
    const chat = await new Harness().live();
    const preferences = { favourite: true, muted: true, notifications: Level.MENTIONS };
    const change = { case: 'roomPreferencesChanged', value: { roomId: ROOM, preferences } };
    chat.socket.deliver({ case: 'event', value: { userSeq: 8n, change } } as never);
    expect(chat.engine.state().rooms?.[ROOM]?.preferences).toEqual({
      favourite: true,
      muted: true,
      notifications: 'MENTIONS',
    });
  });
});
