import { describe, expect, it } from 'vitest';
import { message as heard } from './engineHarness';
import type { OutboxEntry, Person, TimelineItem } from './model';
import { toRows, type Row } from './rows';

const ADA: Person = { id: 'ada', username: 'ada', displayName: 'Ada', avatarVersion: '' };
const GRACE: Person = { id: 'grace', username: 'grace', displayName: 'Grace', avatarVersion: '' };
const NOON = new Date(2026, 2, 14, 12).getTime();
const MINUTE = 60_000;

function said(seq: number, sender: Person, time: number, clientId = ''): TimelineItem {
  const message = { ...heard(seq, `${seq}`, clientId, sender), time };
  return { kind: 'message', seq, message };
}

function waiting(clientId: string, time: number): OutboxEntry {
  return { clientId, roomId: 'r', text: clientId, time, state: 'sending' };
}

function outline(rows: readonly Row[]): string[] {
  return rows.map((row) => (row.kind === 'message' ? `${row.first ? '+' : ' '}${row.text}` : row.kind));
}

describe('the lines of a room', () => {
  it('group what one person says within five minutes', () => {
    const items = [said(1, ADA, NOON), said(2, ADA, NOON + 5 * MINUTE), said(3, ADA, NOON + 10 * MINUTE + 1)];
    expect(outline(toRows(items, [], ADA, false))).toEqual(['day', '+1', ' 2', '+3']);
  });

  it('leave out what has disappeared, but for tombstones that have replies', () => {
    const lasting = (seq: number, expireTime: number | null, replies = 0): TimelineItem => {
      const item = said(seq, ADA, NOON);
      if (item.kind !== 'message') throw new Error('not a message');
      const there = { count: replies, headOrdinal: replies, lastTime: NOON, userIds: [] };
      return { ...item, message: { ...item.message, expireTime, replies: replies === 0 ? null : there } };
    };
    const items = [lasting(1, null), lasting(2, NOON + 1), lasting(3, NOON + 9), lasting(4, NOON + 1, 2)];
    const rows = toRows(items, [], ADA, false, Infinity, [], {}, NOON + 5);
    expect(outline(rows)).toEqual(['day', '+1', ' 3', ' ']);
    expect(rows.at(-1)).toMatchObject({ message: { deleted: true, text: '' } });
  });

  it('begin a group when somebody else speaks', () => {
    const items = [said(1, ADA, NOON), said(2, GRACE, NOON + 1), said(3, ADA, NOON + 2)];
    expect(outline(toRows(items, [], ADA, false))).toEqual(['day', '+1', '+2', '+3']);
  });

  it('begin a day, and with it a group, at midnight', () => {
    const midnight = new Date(2026, 2, 15).getTime();
    const items = [said(1, ADA, midnight - MINUTE), said(2, ADA, midnight + MINUTE)];
    expect(outline(toRows(items, [], ADA, false))).toEqual(['day', '+1', 'day', '+2']);
  });

  it('begin a group after somebody came or went', () => {
    const joined: TimelineItem = { kind: 'system', seq: 2, person: GRACE, what: 'joined', members: 1, time: NOON + 1 };
    expect(outline(toRows([said(1, ADA, NOON), joined, said(3, ADA, NOON + 2)], [], ADA, false))).toEqual([
      'day',
      '+1',
      'system',
      '+3',
    ]);
  });

  it('end with what is on its way out, in its order', () => {
    const rows = toRows([said(1, ADA, NOON)], [waiting('c1', NOON + 1), waiting('c2', NOON + 2)], ADA, false);
    expect(outline(rows)).toEqual(['day', '+1', ' c1', ' c2']);
  });

  it('keep the key of a message that goes from sending to sent', () => {
    const sending = toRows([], [waiting('c1', NOON)], ADA, false).at(-1);
    const sent = toRows([said(1, ADA, NOON, 'c1')], [], ADA, false).at(-1);
    expect(sent?.key).toBe(sending?.key);
  });

  it('do not take another person’s clientId for a key', () => {
    const rows = toRows([said(1, ADA, NOON, 'same'), said(2, GRACE, NOON, 'same')], [], ADA, false);
    expect(new Set(rows.map((row) => row.key)).size).toBe(3);
  });

  it('leave out what was sent and lies above what is at hand', () => {
    const sent: OutboxEntry = { clientId: 'c1', roomId: 'r', text: 'c1', time: NOON, state: 'sent', seq: 4 };
    expect(outline(toRows([said(9, GRACE, NOON)], [sent], ADA, false))).toEqual(['day', '+9']);
  });

  it('start with the beginning of the room once all of it is there', () => {
    expect(outline(toRows([said(1, ADA, NOON)], [], ADA, true))).toEqual(['beginning', 'day', '+1']);
  });

  it('have a line above the first message of somebody else after what was read', () => {
    const items = [said(1, GRACE, NOON), said(2, ADA, NOON + 1), said(3, GRACE, NOON + 2), said(4, GRACE, NOON + 3)];
    expect(outline(toRows(items, [], ADA, false, 1))).toEqual(['day', '+1', '+2', 'new', '+3', ' 4']);
    expect(outline(toRows(items, [], ADA, false, 4))).toEqual(['day', '+1', '+2', '+3', ' 4']);
  });

  it('fold what people say whom one has blocked, several in a row into one', () => {
    const items = [said(1, GRACE, NOON), said(2, GRACE, NOON + 1), said(3, ADA, NOON + 2), said(4, GRACE, NOON + 3)];
    const rows = toRows(items, [], ADA, false, 0, [], { grace: GRACE });
    expect(outline(rows)).toEqual(['day', 'blocked', '+3', 'blocked']);
    expect(rows.flatMap((row) => (row.kind === 'blocked' ? [row.rows.map(({ text }) => text)] : []))).toEqual([
      ['1', '2'],
      ['4'],
    ]);
  });
});
