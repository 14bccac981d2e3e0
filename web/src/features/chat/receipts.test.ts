import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { ReceiptSchema } from '@/gen/parley/v1/chat_pb';
import { GRACE, ME, message } from './engineHarness';
import type { TimelineItem } from './model';
import { mergeReceipts, seenBy } from './receipts';

const receipt = (userId: string, delivered: number, read: number) =>
  create(ReceiptSchema, { userId, deliveredSeq: BigInt(delivered), readSeq: BigInt(read) });
const said = (seq: number, sender = GRACE): TimelineItem => ({
  kind: 'message',
  seq,
  message: message(seq, 'hi', '', sender),
});

describe('receipts', () => {
  it('never move back, in whatever order they come', () => {
    const known = mergeReceipts({}, [receipt('ben', 5, 4), receipt('ben', 4, 0), receipt('cleo', 1, 0)]);
    expect(known).toEqual({ ben: { delivered: 5, read: 4 }, cleo: { delivered: 1, read: 0 } });
  });

  it('stand under the newest message that somebody else has seen', () => {
    const items = [said(1), said(2, ME), said(3, ME)];
    const known = mergeReceipts({}, [receipt('ben', 3, 2), receipt(GRACE.id, 3, 2), receipt(ME.id, 3, 3)]);
    expect(seenBy(items, known, ME.id)).toEqual({ seq: 2, userIds: ['ben', GRACE.id] });
  });

  it('do not count who said it', () => {
    const known = mergeReceipts({}, [receipt(GRACE.id, 3, 3)]);
    expect(seenBy([said(1, ME), said(2), said(3)], known, ME.id)).toEqual({ seq: 1, userIds: [GRACE.id] });
    expect(seenBy([said(3)], known, ME.id)).toBeNull();
  });

  it('say nothing of those who keep reads private', () => {
    expect(seenBy([said(1, ME)], mergeReceipts({}, [receipt('ben', 1, 0)]), ME.id)).toBeNull();
  });
});
