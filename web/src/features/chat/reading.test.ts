import { create } from '@bufbuild/protobuf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReceiptSchema } from '@/gen/parley/v1/chat_pb';
import { Problem } from '@/rpc/problem';
import { GRACE, Harness, ME, message, readMoved, ROOM, said, settle, wireRoom } from './engineHarness';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('reading', () => {
  it('leaves unread what nobody looks at', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'));
    expect(chat.unread()).toEqual([1, 0]);
    expect(chat.reads()).toEqual([]);
  });

  it('is told to the server, whose word counts', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'));
    chat.engine.look(ROOM);
    expect(chat.reads()).toEqual([`${ROOM} 11`]);
    expect(chat.unread()).toEqual([1, 0]);
    chat.socket.deliver(readMoved(8n, 11, 11));
    expect(chat.unread()).toEqual([0, 0]);
  });

  it('is told at most once in a second, of the newest', async () => {
    const chat = await new Harness().live();
    chat.engine.look(ROOM);
    for (let seq = 11; seq <= 20; seq++) {
      chat.socket.deliver(said(seq, `${seq}`), readMoved(BigInt(seq), seq - 1, seq));
      await vi.advanceTimersByTimeAsync(90);
    }
    expect(chat.reads()).toEqual([`${ROOM} 11`]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(chat.reads()).toEqual([`${ROOM} 11`, `${ROOM} 20`]);
  });

  it('ends when the person looks away', async () => {
    const chat = await new Harness().live();
    chat.engine.look(ROOM);
    chat.engine.lookAway(ROOM);
    chat.socket.deliver(said(11, 'eleven'));
    expect(chat.reads()).toEqual([]);
    expect(chat.engine.state().looking).toBeNull();
  });

  it('without a connection is told on the next one', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'));
    chat.socket.drop(1006);
    chat.engine.look(ROOM);
    await vi.advanceTimersByTimeAsync(1_000);
    await chat.welcome();
    expect(chat.reads()).toEqual([`${ROOM} 11`]);
  });

  it('is told again where the answer was lost', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'));
    chat.engine.look(ROOM);
    chat.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(1_000);
    await chat.welcome();
    expect(chat.reads()).toEqual([`${ROOM} 11`]);
  });

  it('happens by what one sends from anywhere', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'), said(12, 'mine', '', ME));
    expect(chat.unread()).toEqual([0, 0]);
  });
});

describe('marking as unread', () => {
  it('holds though the room is in front of the person, until it is opened again', async () => {
    const chat = await new Harness().live();
    chat.engine.look(ROOM);
    void chat.engine.markUnread(ROOM, 9);
    expect(chat.markUnread).toHaveBeenCalledWith(ROOM, 9);
    chat.socket.deliver(readMoved(8n, 8, 10), said(11, 'eleven'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(chat.unread()).toEqual([3, 0]);
    expect(chat.reads()).toEqual([]);
    chat.engine.open(ROOM);
    expect(chat.reads()).toEqual([`${ROOM} 11`]);
  });

  it('on another device holds here', async () => {
    const chat = await new Harness().live();
    chat.engine.look(ROOM);
    chat.socket.deliver(readMoved(8n, 8, 10));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(chat.reads()).toEqual([]);
    expect(chat.engine.state().looking).toBeNull();
  });

  it('that the server refuses changes nothing', async () => {
    const chat = await new Harness().live();
    chat.markUnread.mockRejectedValueOnce(Problem.offline());
    await chat.engine.markUnread(ROOM, 9);
    expect(chat.unread()).toEqual([0, 0]);
  });
});

describe('read positions', () => {
  it('come with the list of rooms', async () => {
    const chat = new Harness();
    chat.rooms = [wireRoom(ROOM, 10, 7)];
    await chat.live();
    expect(chat.unread()).toEqual([3, 0]);
  });

  it('are asked for where events were missed', async () => {
    const chat = await new Harness().live();
    chat.getRoom.mockResolvedValueOnce(wireRoom(ROOM, 500, 490));
    chat.socket.deliver({ case: 'resync', value: { roomId: ROOM } });
    await settle();
    expect(chat.unread()).toEqual([10, 0]);
  });

  it('of a room that was set back are taken over', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'), said(12, 'twelve'));
    chat.getRoom.mockResolvedValueOnce(wireRoom(ROOM, 5, 4));
    chat.socket.deliver({ case: 'resync', value: { roomId: ROOM } });
    await settle();
    expect(chat.unread()).toEqual([1, 0]);
  });

  it('that moved while a room was read are not overwritten by the older answer', async () => {
    const chat = await new Harness().live();
    let answer: (room: ReturnType<typeof wireRoom>) => void = () => undefined;
    chat.getRoom.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    chat.socket.deliver({ case: 'resync', value: { roomId: ROOM } }, readMoved(8n, 5, 10));
    chat.rooms = [wireRoom(ROOM, 10, 5)];
    answer(wireRoom(ROOM, 10));
    await settle();
    expect(chat.unread()).toEqual([5, 0]);
  });
});

describe('receipts', () => {
  const receipt = (userId: string, read: number) =>
    create(ReceiptSchema, { roomId: ROOM, userId, deliveredSeq: BigInt(read), readSeq: BigInt(read) });

  it('are read when a room is opened, and follow what is told', async () => {
    const chat = await new Harness().live();
    chat.listReceipts.mockResolvedValueOnce([receipt(GRACE.id, 9)]);
    await chat.open([message(10, 'ten')]);
    chat.socket.deliver({ case: 'receipt', value: receipt('ben', 10) });
    expect(chat.engine.state().receipts[ROOM]).toEqual({
      [GRACE.id]: { delivered: 10, read: 10 },
      ben: { delivered: 10, read: 10 },
    });
  });

  it('are read again on the next connection', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.socket.drop(1006);
    chat.listReceipts.mockResolvedValueOnce([receipt('ben', 9)]);
    await vi.advanceTimersByTimeAsync(1_000);
    await chat.welcome();
    expect(chat.engine.state().receipts[ROOM]).toMatchObject({ ben: { read: 9 } });
  });

  it('of rooms that nobody opened are let go', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver({ case: 'receipt', value: receipt('ben', 10) });
    expect(chat.engine.state().receipts).toEqual({});
  });

  it('are given for what arrives, once in a second', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'), said(12, 'twelve'));
    expect(chat.deliveries()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(chat.deliveries()).toEqual([`${ROOM} 12`]);
    chat.socket.deliver(said(13, 'mine', '', ME));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(chat.deliveries()).toEqual([`${ROOM} 12`]);
  });

  it('are given on the next connection where there was none', async () => {
    const chat = await new Harness().live();
    chat.socket.deliver(said(11, 'eleven'));
    chat.socket.drop(1006);
    await vi.advanceTimersByTimeAsync(1_000);
    await chat.welcome();
    expect(chat.deliveries()).toEqual([`${ROOM} 11`]);
  });

  it('are not asked for in large rooms', async () => {
    const chat = new Harness();
    chat.rooms = [{ ...wireRoom(ROOM, 10), memberCount: 51 }];
    await chat.live();
    await chat.open();
    expect(chat.listReceipts).not.toHaveBeenCalled();
  });
});
