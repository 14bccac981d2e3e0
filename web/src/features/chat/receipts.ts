import type { Receipt as WireReceipt } from '@/gen/parley/v1/chat_pb';
import type { Receipt, Receipts, TimelineItem } from './model';

/** Larger rooms have no receipts. */
export const MAX_RECEIPT_MEMBERS = 50;

/** What is known and what comes as one; positions never move back, so the greater is the newer. */
export function mergeReceipts(known: Receipts, added: readonly WireReceipt[]): Receipts {
  const merged: Record<string, Receipt> = { ...known };
  for (const { userId, deliveredSeq, readSeq } of added) {
    const { delivered = 0, read = 0 } = merged[userId] ?? {};
    merged[userId] = { delivered: Math.max(delivered, Number(deliveredSeq)), read: Math.max(read, Number(readSeq)) };
  }
  return merged;
}

/** Who has seen the newest message that anybody but its sender and the person has seen. */
export interface Seen {
  readonly seq: number;
  readonly userIds: readonly string[];
}

export function seenBy(items: readonly TimelineItem[], receipts: Receipts, me: string): Seen | null {
  const readers = Object.entries(receipts).filter(([userId, { read }]) => userId !== me && read > 0);
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item?.kind !== 'message') continue;
    const userIds = readers.flatMap(([userId, { read }]) =>
      read >= item.seq && userId !== item.message.sender.id ? [userId] : [],
    );
    if (userIds.length > 0) return { seq: item.seq, userIds };
  }
  return null;
}
