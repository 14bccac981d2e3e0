import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '@/gen/parley/v1/errors_pb';
import { acknowledged, Harness, ME, ROOM, said } from './engineHarness';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the outbox', () => {
  it('shows a message as sent by its event when that comes before the answer', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.engine.send(ROOM, 'hi');
    chat.socket.deliver(said(11, 'hi', 'c1', ME));
    expect(chat.shown()).toEqual(['11 hi']);
    expect(chat.outbox()).toEqual([]);
    chat.socket.deliver(acknowledged('c1', 11));
    expect(chat.outbox()).toEqual([]);
  });

  it('gives nothing to a socket that is closing, and sends it over the next', async () => {
    const chat = await new Harness().live();
    chat.socket.readyState = 2;
    chat.engine.types(ROOM);
    chat.engine.send(ROOM, 'hi');
    expect(chat.said('typing')).toEqual([]);
    expect(chat.said('send')).toEqual([]);
    chat.socket.drop(1001);
    await vi.advanceTimersByTimeAsync(60_000);
    await chat.welcome();
    expect(chat.said('send')).toHaveLength(1);
  });

  it('keeps an acknowledged message on the screen until its event comes', async () => {
    const chat = await new Harness().live();
    await chat.open();
    chat.engine.send(ROOM, 'hi');
    chat.socket.deliver(acknowledged('c1', 11));
    expect(chat.outbox()).toEqual(['c1 sent']);
    chat.socket.deliver(said(11, 'hi', 'c1', ME));
    expect(chat.outbox()).toEqual([]);
    expect(chat.shown()).toEqual(['11 hi']);
  });

  it('hands the next message of a room over after the answer to the one before', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    chat.engine.send(ROOM, 'two');
    expect(chat.socket.messages()).toEqual([['c1', 'one']]);
    chat.socket.deliver(acknowledged('c1', 11));
    expect(chat.socket.messages()).toEqual([
      ['c1', 'one'],
      ['c2', 'two'],
    ]);
  });

  it('sends what was not answered again after a loss, with the same clientId', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    chat.socket.drop(1006);
    chat.engine.send(ROOM, 'two');
    expect(chat.outbox()).toEqual(['c1 sending', 'c2 sending']);
    await vi.advanceTimersByTimeAsync(250);
    await chat.welcome();
    expect(chat.socket.messages()).toEqual([['c1', 'one']]);
    chat.socket.deliver(acknowledged('c1', 11));
    expect(chat.socket.messages()).toEqual([
      ['c1', 'one'],
      ['c2', 'two'],
    ]);
  });

  it('marks a refused message as failed with the reason, and goes on with the next', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    chat.engine.send(ROOM, 'two');
    const refusal = { clientId: 'c1', code: ErrorCode.NOT_A_MEMBER, message: 'Join the room first.', retryable: false };
    chat.socket.deliver({ case: 'error', value: refusal });
    expect(chat.engine.state().outbox[0]).toMatchObject({ state: 'failed', reason: 'Join the room first.' });
    expect(chat.socket.messages().at(-1)).toEqual(['c2', 'two']);
  });

  it('retries a failed message with the same clientId, or discards it for good', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    const refusal = { clientId: 'c1', code: ErrorCode.NOT_A_MEMBER, message: 'no', retryable: false };
    chat.socket.deliver({ case: 'error', value: refusal });
    chat.engine.retry('c1');
    expect(chat.socket.messages()).toEqual([
      ['c1', 'one'],
      ['c1', 'one'],
    ]);
    chat.socket.deliver({ case: 'error', value: refusal });
    chat.engine.discard('c1');
    expect(chat.outbox()).toEqual([]);
  });

  it('waits for its turn in a slow room, says when that is, and gives the message back until then', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    chat.engine.send(ROOM, 'two');
    const turn = Date.now() + 30_000;
    const slow = { clientId: 'c1', code: ErrorCode.SLOW_MODE, message: 'Slow.', retryable: true };
    chat.socket.deliver({ case: 'error', value: { ...slow, retryTime: timestampFromMs(turn) } });
    expect(chat.engine.state().outbox).toMatchObject([{ text: 'one', until: turn }, { text: 'two' }]);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(chat.said('send')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(chat.said('send')).toHaveLength(2);
    expect(chat.engine.state().outbox[0]).not.toHaveProperty('until');
    chat.engine.takeBack('c1');
    expect(chat.outbox(), 'it is on its way').toEqual(['c1 sending', 'c2 sending']);
    chat.socket.deliver({ case: 'error', value: { ...slow, retryTime: timestampFromMs(Date.now() + 30_000) } });
    chat.engine.draft({ roomId: ROOM }, 'begun');
    chat.engine.takeBack('c1');
    expect(chat.outbox()).toEqual(['c2 sending']);
    expect(chat.engine.state()).toMatchObject({ drafts: { [ROOM]: 'one\nbegun' }, takenBack: 1 });
    expect(chat.said('send').at(-1)?.value.clientId, 'the next has its turn').toBe('c2');
  });

  it('tries no faster where its clock says that the turn has come already', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    const slow = { clientId: 'c1', code: ErrorCode.SLOW_MODE, message: 'Slow.', retryable: true };
    for (let i = 0; i < 3; i++) {
      chat.socket.deliver({ case: 'error', value: { ...slow, retryTime: timestampFromMs(Date.now() - 60_000) } });
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(chat.said('send').length).toBeLessThan(3);
  });

  it('keeps what could not be said any more when somebody is taken out of a room', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'on its way');
    chat.engine.draft({ roomId: ROOM }, 'begun');
    chat.socket.deliver({
      case: 'event',
      value: { userSeq: 8n, change: { case: 'roomLeft', value: { roomId: ROOM } } },
    });
    expect(chat.engine.state().gone[ROOM]).toMatchObject({ unsent: 'on its way\nbegun' });
    expect(chat.engine.state().outbox).toEqual([]);
  });

  it('keeps a message waiting after a refusal that may pass, and tries again later', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    const refusal = { clientId: 'c1', code: ErrorCode.RATE_LIMITED, message: 'Slow down.', retryable: true };
    chat.socket.deliver({ case: 'error', value: refusal });
    expect(chat.outbox()).toEqual(['c1 sending']);
    expect(chat.socket.messages()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(chat.socket.messages()).toEqual([
      ['c1', 'one'],
      ['c1', 'one'],
    ]);
  });

  it('replaces an expired token before it tries again', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    const refusal = { clientId: 'c1', code: ErrorCode.UNAUTHENTICATED, message: 'Sign in.', retryable: false };
    chat.socket.deliver({ case: 'error', value: refusal });
    await vi.advanceTimersByTimeAsync(500);
    expect(chat.socket.sent.slice(-2).map(({ kind }) => kind.case)).toEqual(['renew', 'send']);
  });

  it('makes a new connection when a message stays unanswered', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(chat.engine.state().connection.kind).toBe('waiting');
    expect(chat.outbox()).toEqual(['c1 sending']);
  });

  it('does not send a message for ever that the server closes for', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'poison');
    chat.socket.drop(1009);
    expect(chat.outbox()).toEqual(['c1 failed']);
  });

  it('lets go of what another tab has sent or discarded', async () => {
    const chat = await new Harness().live();
    chat.socket.drop(1006);
    chat.engine.send(ROOM, 'one');
    chat.tabs.say({ kind: 'settled', clientId: 'c1' });
    expect(chat.outbox()).toEqual([]);
  });

  it('tells the other tabs what is durable', async () => {
    const chat = await new Harness().live();
    chat.engine.send(ROOM, 'one');
    expect(chat.tabs.told).toEqual([]);
    chat.socket.deliver(acknowledged('c1', 11));
    expect(chat.tabs.told).toEqual([{ kind: 'settled', clientId: 'c1' }]);
  });

  it('drops what was to be said in a room that was left', async () => {
    const chat = await new Harness().live();
    chat.socket.drop(1006);
    chat.engine.send(ROOM, 'one');
    chat.engine.left(ROOM);
    expect(chat.outbox()).toEqual([]);
  });
});
