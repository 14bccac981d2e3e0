import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/rpc/problem';
import { AT_HAND } from './roomLogs';
import {
  GRACE,
  happened,
  Harness,
  ME,
  message,
  reacted,
  ROOM,
  said,
  settle,
  wireMessage,
  wireRoom,
} from './engineHarness';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('connecting', () => {
  it('reads the rooms, then says hello with their positions', async () => {
    const { socket } = await new Harness().live();
    expect(socket.hello().accessToken).toBe('token');
    expect(socket.hello().resume?.rooms).toEqual({ [ROOM]: 10n });
    expect(socket.hello().resume?.user).toBeUndefined();
  });

  it('resumes after a loss from the last positions of rooms and of the own log', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.socket.deliver(said(11, 'one'), said(12, 'two'));
    chat.socket.drop(1012);
    await vi.advanceTimersByTimeAsync(250);
    await chat.welcome();
    expect(chat.sockets).toHaveLength(2);
    expect(chat.socket.hello().resume).toMatchObject({ user: 7n, rooms: { [ROOM]: 12n } });
    expect(chat.engine.state().connection.kind).toBe('live');
  });

  it('takes in what waits for the screens before it resumes', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.drawingTakes = 50;
    chat.socket.deliver(said(11, 'one'));
    await vi.advanceTimersByTimeAsync(50);
    chat.socket.deliver(said(12, 'two'));
    expect(chat.shown()).toEqual(['11 one']);
    chat.socket.drop(1012);
    expect(chat.shown()).toEqual(['11 one', '12 two']);
    await vi.advanceTimersByTimeAsync(250);
    await chat.welcome();
    expect(chat.socket.hello().resume).toMatchObject({ rooms: { [ROOM]: 12n } });
  });

  it('waits longer after each failure, and never longer than 5 s', async () => {
    const chat = await new Harness().live();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      chat.socket.drop(1006);
      const { connection } = chat.engine.state();
      if (connection.kind !== 'waiting') throw new Error(connection.kind);
      waits.push(connection.until - Date.now());
      await vi.advanceTimersByTimeAsync(connection.until - Date.now());
    }
    expect(waits.slice(0, 5)).toEqual([250, 500, 1_000, 2_000, 2_500]);
    expect(Math.max(...waits)).toBe(2_500);
  });

  it('comes back at once when the network does', async () => {
    const chat = await new Harness().live();
    chat.socket.drop(1006);
    chat.engine.wake();
    await settle();
    expect(chat.sockets).toHaveLength(2);
  });

  it('asks for another token when told to sign in again, without a wait', async () => {
    const chat = await new Harness().live();
    chat.socket.drop(4001);
    await settle();
    await chat.welcome();
    expect(chat.accessTokenAfter).toHaveBeenCalledWith('token');
    expect(chat.socket.hello().accessToken).toBe('token+');
  });

  it('keeps away for seconds when it was too much for the server', async () => {
    const chat = await new Harness().live();
    chat.socket.drop(4004);
    await vi.advanceTimersByTimeAsync(2_400);
    expect(chat.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_600);
    expect(chat.sockets).toHaveLength(2);
  });

  it('tries again when the rooms cannot be read', async () => {
    const chat = new Harness();
    chat.listRooms.mockRejectedValueOnce(Problem.offline());
    chat.engine.start();
    await settle();
    expect(chat.sockets).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(250);
    expect(chat.sockets).toHaveLength(1);
  });

  it('pings when it has said nothing for a heartbeat, and gives up on a server that stays silent', async () => {
    const chat = await new Harness().live();
    const { socket } = chat;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(socket.sent.at(-1)?.kind.case).toBe('ping');
    socket.deliver({ case: 'pong', value: {} });
    await vi.advanceTimersByTimeAsync(25_000 + 9_999);
    expect(chat.engine.state().connection.kind).toBe('live');
    await vi.advanceTimersByTimeAsync(1);
    expect(chat.engine.state().connection.kind).toBe('waiting');
    expect(socket.closedByClient).toBe(true);
  });

  it('gives up on a connection that is not greeted within 10 s', async () => {
    const chat = new Harness();
    chat.engine.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(chat.engine.state().connection.kind).toBe('waiting');
  });

  it('hands a renewed token to the live connection once', async () => {
    const chat = await new Harness().live();
    chat.engine.renew('next');
    chat.engine.renew('next');
    const renewals = chat.socket.sent.filter(({ kind }) => kind.case === 'renew');
    expect(renewals.map(({ kind }) => kind.value)).toMatchObject([{ accessToken: 'next' }]);
  });

  it('makes no connection after it was stopped', async () => {
    const chat = await new Harness().live();
    chat.engine.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(chat.sockets).toHaveLength(1);
    expect(chat.socket.closedByClient).toBe(true);
  });
});

describe('a room’s log', () => {
  it('shows each event once, however often it comes', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    chat.socket.deliver(said(10, 'ten'), said(11, 'eleven'), said(11, 'eleven'), said(12, 'twelve'), said(10, 'ten'));
    expect(chat.shown()).toEqual(['10 ten', '11 eleven', '12 twelve']);
  });

  it('reads the room anew when it has a hole, while what follows waits', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    let answer: (page: { messages: ReturnType<typeof message>[]; hasMore: boolean }) => void = () => undefined;
    chat.getRoom.mockResolvedValueOnce(wireRoom(ROOM, 13));
    chat.listMessages.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    chat.socket.deliver(said(13, 'thirteen'));
    chat.socket.deliver(said(14, 'fourteen'));
    await settle();
    expect(chat.shown()).toEqual(['10 ten']);
    answer({ messages: [message(10, 'ten, edited'), message(11, 'eleven'), message(13, 'thirteen')], hasMore: false });
    await settle();
    expect(chat.shown()).toEqual(['10 ten, edited', '11 eleven', '13 thirteen', '14 fourteen']);
    chat.socket.drop(1001);
    await vi.advanceTimersByTimeAsync(250);
    await chat.welcome();
    expect(chat.socket.hello().resume?.rooms).toEqual({ [ROOM]: 14n });
  });

  it('reconnects from its position when a hole cannot be read', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    chat.listMessages.mockRejectedValueOnce(Problem.offline());
    chat.socket.deliver(said(13, 'thirteen'));
    await vi.advanceTimersByTimeAsync(250);
    await chat.welcome();
    expect(chat.socket.hello().resume?.rooms).toEqual({ [ROOM]: 10n });
  });

  it('advances over kinds of change that it does not know', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    chat.socket.onmessage?.({
      data: `{"event":{"roomId":"${ROOM}","seq":"11","userSeq":"0","pinned":{"by":"x"}}}\n`,
    });
    chat.socket.deliver(said(12, 'twelve'));
    expect(chat.shown()).toEqual(['10 ten', '12 twelve']);
    expect(chat.listMessages).toHaveBeenCalledTimes(1);
  });

  it('is read by request when the server says that too much was missed', async () => {
    const chat = await new Harness().live();
    await chat.open([message(10, 'ten')]);
    chat.getRoom.mockResolvedValueOnce(wireRoom(ROOM, 500));
    chat.listMessages.mockResolvedValueOnce({ messages: [message(400, 'late')], hasMore: false });
    chat.socket.deliver({ case: 'resync', value: { roomId: ROOM } }, said(501, 'live'));
    await settle();
    expect(chat.shown()).toEqual(['400 late', '501 live']);
  });

  it('keeps what arrives while its first page is read', async () => {
    const chat = await new Harness().live();
    let answer: (page: { messages: ReturnType<typeof message>[]; hasMore: boolean }) => void = () => undefined;
    chat.listMessages.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    chat.engine.open(ROOM);
    chat.socket.deliver(said(11, 'eleven'));
    answer({ messages: [message(10, 'ten')], hasMore: true });
    await settle();
    expect(chat.shown()).toEqual(['10 ten', '11 eleven']);
  });

  it('takes over what became of messages after they were said', async () => {
    const chat = await new Harness().live();
    await chat.open([message(9, 'nine'), message(10, 'ten')]);
    const edited = { ...message(9, 'nine!'), changeSeq: 11, editTime: 1 };
    chat.socket.deliver(
      happened(11, { case: 'messageEdited', value: { message: wireMessage(edited) } }),
      reacted(12, 9, '👍', ME),
      reacted(13, 9, '👍', GRACE),
      reacted(14, 9, '👍', ME, false),
    );
    expect(chat.message(9)).toEqual({
      ...edited,
      changeSeq: 14,
      reactions: [{ emoji: '👍', count: 1, userIds: ['grace'] }],
    });
    const tombstone = { ...message(9, ''), changeSeq: 15, deleted: true };
    chat.socket.deliver(happened(15, { case: 'messageDeleted', value: { message: wireMessage(tombstone) } }));
    expect(chat.message(9)).toEqual(tombstone);
    expect(chat.shown()).toEqual(['9 ', '10 ten']);
  });

  it('takes no event twice that a message takes into account already', async () => {
    const chat = await new Harness().live();
    const now = { ...message(10, 'ten!'), changeSeq: 12, reactions: [{ emoji: '👍', count: 1, userIds: ['grace'] }] };
    await chat.open([now]);
    chat.socket.deliver(
      happened(11, {
        case: 'messageEdited',
        value: { message: wireMessage({ ...message(10, 'ten!'), changeSeq: 11 }) },
      }),
      reacted(12, 10, '👍', GRACE),
    );
    expect(chat.message(10)).toEqual(now);
  });

  it('holds what changes while a page is under way against that page', async () => {
    const chat = await new Harness().live();
    let answer: (page: { messages: ReturnType<typeof message>[]; hasMore: boolean }) => void = () => undefined;
    chat.listMessages.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    chat.engine.open(ROOM);
    chat.socket.deliver(reacted(11, 10, '👍', GRACE));
    answer({ messages: [message(10, 'ten')], hasMore: true });
    await settle();
    expect(chat.message(10)?.reactions).toEqual([{ emoji: '👍', count: 1, userIds: ['grace'] }]);
  });

  it('counts a deleted message as unread no longer, and its mention neither', async () => {
    const chat = new Harness();
    chat.rooms = [wireRoom(ROOM, 10, 7)];
    await chat.live();
    expect(chat.unread()).toEqual([3, 0]);
    const mention = { ...message(11, '@ada'), mentions: ['me'] };
    chat.socket.deliver(happened(11, { case: 'messageCreated', value: wireMessage(mention) }));
    expect(chat.unread()).toEqual([4, 1]);
    const gone = (seq: number, changeSeq: number) => wireMessage({ ...message(seq, ''), changeSeq, deleted: true });
    const mentionChange = { removed: ['me'] };
    chat.socket.deliver(happened(12, { case: 'messageDeleted', value: { message: gone(11, 12), mentionChange } }));
    expect(chat.unread()).toEqual([3, 0]);
    chat.socket.deliver(happened(13, { case: 'messageDeleted', value: { message: gone(7, 13) } }));
    expect(chat.unread()).toEqual([3, 0]);
    chat.socket.deliver(happened(14, { case: 'messageDeleted', value: { message: gone(9, 14) } }));
    expect(chat.unread()).toEqual([2, 0]);
  });

  it('loads what is older once, and can try again', async () => {
    const chat = await new Harness().live();
    chat.listMessages.mockResolvedValueOnce({ messages: [message(10, 'ten')], hasMore: true });
    chat.engine.open(ROOM);
    await settle();
    chat.listMessages.mockRejectedValueOnce(Problem.offline());
    chat.engine.loadOlder(ROOM);
    chat.engine.loadOlder(ROOM);
    await settle();
    expect(chat.listMessages).toHaveBeenCalledTimes(2);
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ older: 'failed' });
    chat.listMessages.mockResolvedValueOnce({ messages: [message(9, 'nine')], hasMore: false });
    chat.engine.loadOlder(ROOM);
    await settle();
    expect(chat.listMessages).toHaveBeenLastCalledWith(ROOM, { before: 10, pageSize: 50 });
    expect(chat.shown()).toEqual(['9 nine', '10 ten']);
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ older: 'none' });
  });

  it('has a bounded part of it at hand, but for what the person looks back at', async () => {
    const chat = await new Harness().live();
    await chat.open();
    const first = () => chat.shown()[0];
    const say = (from: number, to: number) => {
      for (let seq = from; seq <= to; seq++) {
        const said = wireMessage(message(seq, `word ${seq}`));
        chat.socket.deliver(happened(seq, { case: 'messageCreated', value: said }));
      }
    };
    say(11, 10 + AT_HAND.most);
    expect(first()).toBe('11 word 11');
    const release = chat.engine.lookBack(ROOM);
    say(11 + AT_HAND.most, 20 + AT_HAND.most);
    expect(first()).toBe('11 word 11');
    release();
    expect(chat.shown()).toHaveLength(AT_HAND.kept);
    expect(chat.shown().at(-1)).toBe(`${20 + AT_HAND.most} word ${20 + AT_HAND.most}`);
    expect(chat.engine.state().timelines[ROOM]).toMatchObject({ older: 'more' });
    say(21 + AT_HAND.most, 2_000);
    expect(chat.shown().length).toBeLessThanOrEqual(AT_HAND.most);
  });
});

describe('the own log', () => {
  it('brings rooms in and takes them away, each event once', async () => {
    const chat = await new Harness().live();
    const joined = { case: 'roomJoined', value: wireRoom('room-2', 1) } as const;
    chat.socket.deliver({ case: 'event', value: { userSeq: 8n, change: joined } });
    expect(Object.keys(chat.engine.state().rooms ?? {})).toEqual([ROOM, 'room-2']);
    const left = { case: 'roomLeft', value: { roomId: 'room-2' } } as const;
    chat.socket.deliver({ case: 'event', value: { userSeq: 9n, change: left } });
    chat.socket.deliver({ case: 'event', value: { userSeq: 8n, change: joined } });
    expect(Object.keys(chat.engine.state().rooms ?? {})).toEqual([ROOM]);
  });

  it('keeps events of a room that it does not know yet', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(2, 'early', '', GRACE, 'room-2'));
    chat.engine.entered(wireRoom('room-2', 1));
    expect(chat.engine.state().rooms?.['room-2']).toMatchObject({ newestSeq: 2 });
  });

  it('reads the list of rooms again when it has a hole', async () => {
    const chat = await new Harness().live();
    chat.rooms = [wireRoom('room-9', 1)];
    chat.socket.deliver({ case: 'event', value: { userSeq: 12n, change: { case: undefined } } });
    await settle();
    expect(Object.keys(chat.engine.state().rooms ?? {})).toEqual(['room-9']);
  });
});
