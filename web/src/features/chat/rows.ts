import { wished } from './messageChange';
import type { Message, OutboxEntry, PendingChange, Person, SystemItem, TimelineItem } from './model';

/** One line of the message list. `key` stays the same while a message of one's own goes from sending to sent. */
export type Row =
  | { readonly kind: 'beginning' | 'new'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly time: number }
  /** What became of the room between two messages. */
  | { readonly kind: 'system'; readonly key: string; readonly items: readonly SystemItem[] }
  /** What people said whom the person has blocked, folded away. */
  | { readonly kind: 'blocked'; readonly key: string; readonly rows: readonly MessageLine[] }
  | MessageLine;

/** A line with something that was said. */
export interface MessageLine {
  readonly kind: 'message';
  readonly key: string;
  readonly sender: Person;
  readonly text: string;
  readonly time: number;
  /** Begins a group: shows who speaks. */
  readonly first: boolean;
  /** Set while the message is not in the room's log yet. */
  readonly entry?: OutboxEntry;
  readonly seq?: number;
  /** Set once it is in the room's log: the message as it will be when all that the person wants has come true. */
  readonly message?: Message;
  /** What the person wanted of it and was refused. */
  readonly refused?: PendingChange;
  /** What the person wants of it and can still take back. */
  readonly held?: PendingChange;
}

/** Messages of one person that are no further apart form a group. */
const GROUP_MS = 5 * 60_000;

/** The lines of a room: its log, then what is on its way out, with days and groups. */
export function toRows(
  items: readonly TimelineItem[],
  outbox: readonly OutboxEntry[],
  me: Person,
  fromTheBeginning: boolean,
  /** What others said after this position is new to the person. */
  newAfter = Infinity,
  changes: readonly PendingChange[] = [],
  /** Whom the person has blocked, by their ids. */
  blocked: Readonly<Record<string, unknown>> = {},
  /** What disappears by then is not shown, or as a tombstone where it has replies. */
  now = 0,
): Row[] {
  const rows: Row[] = fromTheBeginning ? [{ kind: 'beginning', key: 'beginning' }] : [];
  const names = newestNames(items, me);
  let before: { readonly senderId: string; readonly time: number } | null = null;
  let day = '';
  let lined = false;

  const startDay = (time: number) => {
    const name = new Date(time).toDateString();
    if (name === day) return;
    day = name;
    before = null;
    rows.push({ kind: 'day', key: `day ${name}`, time });
  };
  const isFirst = (senderId: string, time: number): boolean =>
    before === null || before.senderId !== senderId || time - before.time > GROUP_MS;

  for (const item of items) {
    if (item.kind === 'message') {
      const shown = asOf(item.message, now);
      if (shown === null) continue;
      const pending = changes.filter(({ messageId }) => messageId === shown.id);
      const message = pending
        .filter(({ failed }) => failed === undefined)
        .reduce((before, { wish }) => wished(before, wish, me.id), shown);
      startDay(message.time);
      const unwanted = blocked[message.sender.id] !== undefined;
      if (!lined && message.seq > newAfter && message.sender.id !== me.id && !unwanted) {
        lined = true;
        before = null;
        rows.push({ kind: 'new', key: 'new' });
      }
      const line: MessageLine = {
        kind: 'message',
        key: rowKey(message, me.id),
        sender: names.get(message.sender.id) ?? message.sender,
        text: message.text,
        time: message.time,
        first: isFirst(message.sender.id, message.time),
        seq: message.seq,
        message,
        refused: pending.find(({ failed }) => failed !== undefined),
        held: pending.find(({ held }) => held === true),
      };
      if (unwanted) fold(rows, line);
      else rows.push(line);
      before = { senderId: message.sender.id, time: message.time };
    } else {
      startDay(item.time);
      const above = rows.at(-1);
      if (above?.kind === 'system') rows[rows.length - 1] = { ...above, items: [...above.items, item] };
      else rows.push({ kind: 'system', key: `system ${item.seq}`, items: [item] });
      before = null;
    }
  }
  const head = items.at(-1)?.seq ?? 0;
  for (const entry of outbox) {
    // Sent, and its place is above what is at hand: it has been read or lies in the part that is not.
    if (entry.state === 'sent' && entry.seq <= head) continue;
    startDay(entry.time);
    rows.push({
      kind: 'message',
      key: entry.clientId,
      sender: me,
      text: entry.text,
      time: entry.time,
      first: isFirst(me.id, entry.time),
      entry,
    });
    before = { senderId: me.id, time: entry.time };
  }
  return rows;
}

/** What is to be seen of a message at a time; null where it has disappeared. */
function asOf(message: Message, now: number): Message | null {
  const { expireTime, deleted, replies } = message;
  if (expireTime === null || !(deleted || expireTime <= now)) return message;
  return (replies?.count ?? 0) === 0 ? null : { ...message, text: '', deleted: true };
}

/** People by what their newest message calls them: they may have been called otherwise before. */
function newestNames(items: readonly TimelineItem[], me: Person): ReadonlyMap<string, Person> {
  const names = new Map<string, Person>();
  for (const item of items) if (item.kind === 'message') names.set(item.message.sender.id, item.message.sender);
  return names.set(me.id, me);
}

/** Several in a row are one. */
function fold(rows: Row[], line: MessageLine): void {
  const above = rows.at(-1);
  if (above?.kind === 'blocked') rows[rows.length - 1] = { ...above, rows: [...above.rows, line] };
  else rows.push({ kind: 'blocked', key: `blocked ${line.key}`, rows: [line] });
}

function rowKey(message: Message, me: string): string {
  return message.sender.id === me && message.clientId !== '' ? message.clientId : message.id;
}
