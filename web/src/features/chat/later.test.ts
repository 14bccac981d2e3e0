import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Harness, settle } from './engineHarness';
import type { SavedItem, ScheduledMessage } from './model';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ITEM: SavedItem = {
  id: 'item-1',
  place: { roomId: 'room-1', messageId: 'm-1' },
  note: '',
  createTime: 1_000,
  remindTime: null,
  due: false,
  doneTime: null,
};

const SCHEDULED: ScheduledMessage = {
  id: 'later-1',
  roomId: 'room-1',
  text: 'good morning',
  reply: null,
  sendTime: 5_000,
  recurrence: null,
  failure: null,
};

it('knows what is saved and scheduled from the first list on', async () => {
  const harness = new Harness();
  harness.saved = [ITEM];
  harness.scheduled = [SCHEDULED];
  await harness.live();

  expect(harness.engine.state().saved).toEqual({ 'item-1': ITEM });
  expect(harness.engine.state().scheduled).toEqual({ 'later-1': SCHEDULED });
});

it('follows the own log: saved, due, done', async () => {
  const harness = new Harness();
  await harness.live();
  const { socket } = harness;
  const item = { id: 'item-1', roomId: 'room-1', messageId: 'm-1', createTime: timestampFromMs(1_000) };
  const remindTime = timestampFromMs(9_000);

  socket.deliver({
    case: 'event',
    value: { userSeq: 8n, change: { case: 'savedItemChanged', value: { itemId: 'item-1', item } } },
  });
  expect(harness.engine.state().saved).toEqual({ 'item-1': ITEM });

  const due = { ...item, remindTime, due: true };
  socket.deliver({
    case: 'event',
    value: { userSeq: 9n, change: { case: 'savedItemChanged', value: { itemId: 'item-1', item: due } } },
  });
  expect(harness.engine.state().saved['item-1']).toMatchObject({ due: true, remindTime: 9_000 });

  const done = { ...item, doneTime: timestampFromMs(10_000) };
  socket.deliver({
    case: 'event',
    value: { userSeq: 10n, change: { case: 'savedItemChanged', value: { itemId: 'item-1', item: done } } },
  });
  expect(harness.engine.state().saved).toEqual({});
});

it('follows the own log: scheduled, and said', async () => {
  const harness = new Harness();
  await harness.live();
  const { socket } = harness;
  const scheduledMessage = { id: 'later-1', roomId: 'room-1', text: 'good morning', sendTime: timestampFromMs(5_000) };
  const told = (userSeq: bigint, there: boolean) =>
    socket.deliver({
      case: 'event',
      value: {
        userSeq,
        change: {
          case: 'scheduledMessageChanged',
          value: { scheduledMessageId: 'later-1', ...(there && { scheduledMessage }) },
        },
      },
    });

  told(8n, true);
  expect(harness.engine.state().scheduled).toEqual({ 'later-1': SCHEDULED });
  told(9n, false);
  expect(harness.engine.state().scheduled).toEqual({});
});

it('reads the lists again where the own log was ahead of them', async () => {
  const harness = new Harness();
  await harness.live();
  const { socket } = harness;
  harness.saved = [ITEM];
  socket.deliver({
    case: 'event',
    value: { userSeq: 20n, change: { case: 'sectionsChanged', value: { version: 1n } } },
  });
  await settle();

  expect(harness.engine.state().saved).toEqual({ 'item-1': ITEM });
});
