import { changed, newer, type MessageChange } from './messageChange';
import type { TimelineItem } from './model';

/** Both runs as one in ascending position, each position once. Where both have an item, the newer wins, or `added`. */
export function merge(items: readonly TimelineItem[], added: readonly TimelineItem[]): readonly TimelineItem[] {
  if (added.length === 0) return items;
  const first = added[0];
  const last = items.at(-1);
  // By far the most common: something new at the end.
  if (first !== undefined && (last === undefined || last.seq < first.seq)) return [...items, ...added];
  const bySeq = new Map<number, TimelineItem>();
  for (const item of items) bySeq.set(item.seq, item);
  for (const item of added) bySeq.set(item.seq, newerItem(bySeq.get(item.seq), item));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function newerItem(one: TimelineItem | undefined, other: TimelineItem): TimelineItem {
  if (one?.kind !== 'message' || other.kind !== 'message') return other;
  return newer(one.message, other.message) === other.message ? other : one;
}

/** The items after a change of one of them; the same where none changed. */
export function changeItem(items: readonly TimelineItem[], change: MessageChange): readonly TimelineItem[] {
  const index = items.findLastIndex(({ seq }) => seq === change.messageSeq);
  const item = items[index];
  if (item?.kind !== 'message') return items;
  const message = changed(item.message, change);
  return message === item.message ? items : items.with(index, { ...item, message });
}
