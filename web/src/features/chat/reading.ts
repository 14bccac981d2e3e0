import { create } from '@bufbuild/protobuf';
import { ReceiptSchema, type ReadPosition, type Receipt, type Room as WireRoom } from '@/gen/parley/v1/chat_pb';
import { Deliveries } from './deliveries';
import { isInRoom } from './messagePath';
import type { Message, Room } from './model';
import { MAX_RECEIPT_MEMBERS, mergeReceipts } from './receipts';
import { Reads } from './reads';
import type { Store } from './store';
import { heard, moved, stepped, unreadCount, type ReadState, type Step } from './unread';
import { roomPosition, toPosition, type ClientKind } from './wire';

export interface ReadingPorts {
  now(): number;
  /** Whether it was handed over. */
  send(kind: ClientKind): boolean;
  markUnread(roomId: string, seq: number): Promise<void>;
  listReceipts(roomId: string): Promise<Receipt[]>;
}

/** What the person has read of each room, what they are reading now, and how far others are. */
export class Reading {
  readonly #reads: Reads;
  readonly #deliveries: Deliveries;
  /** Rooms whose position moved since they were last asked for. */
  readonly #movedSince = new Set<string>();
  /** The room whose end is in front of the person. */
  #lookedAt: string | null = null;
  /** The room that they want unread although it is in front of them, until they open it again. */
  #heldUnread: string | null = null;

  constructor(
    private readonly me: string,
    private readonly store: Store,
    private readonly ports: ReadingPorts,
  ) {
    this.#deliveries = new Deliveries((kind) => ports.send(kind));
    this.#reads = new Reads({
      now: () => ports.now(),
      send: (kind) => ports.send(kind),
      isUnread: (roomId) => {
        const room = this.#room(roomId);
        return room !== undefined && (unreadCount(room.read) > 0 || room.newlyAdded);
      },
    });
  }

  connected(): void {
    this.#reads.connected();
    this.#deliveries.tell();
    // What was told of others while nobody listened is in no log.
    for (const roomId of Object.keys(this.store.get().receipts)) void this.#readReceipts(roomId);
  }

  stop(): void {
    this.#reads.stop();
    this.#deliveries.stop();
  }

  /** The person has opened a room, and whatever they wanted unread they want no longer. */
  opened(roomId: string): void {
    this.#heldUnread = null;
    void this.#readReceipts(roomId);
    if (this.#lookedAt !== null) this.look(this.#lookedAt);
  }

  /** The person says something, and so reads on. */
  sending(): void {
    this.#heldUnread = null;
  }

  look(roomId: string): void {
    this.#lookedAt = roomId;
    if (this.#heldUnread !== roomId) this.store.set({ looking: roomId });
    this.readWhatIsInFront();
  }

  lookAway(roomId: string): void {
    if (this.#lookedAt !== roomId) return;
    this.#lookedAt = null;
    this.store.set({ looking: null });
  }

  readWhatIsInFront(): void {
    const { looking } = this.store.get();
    const room = looking === null ? undefined : this.#room(looking);
    if (room !== undefined) this.#reads.seen(room.id, room.newestSeq);
  }

  async markUnread(roomId: string, seq: number): Promise<void> {
    this.#hold(roomId);
    try {
      await this.ports.markUnread(roomId, seq);
    } catch {
      // It stays as it was, which can be seen.
      if (this.#heldUnread === roomId) this.#heldUnread = null;
    }
  }

  /** Messages of one room came, live or by reading. */
  arrived(messages: readonly Message[]): void {
    const room = this.#room(messages[0]?.roomId ?? '');
    if (room === undefined) return;
    const inRoom = messages.filter(isInRoom);
    this.#put(room, heard(room.read, inRoom, this.me, this.store.get().blocked));
    const newest = messages.at(-1);
    if (newest !== undefined && newest.sender.id !== this.me && room.memberCount <= MAX_RECEIPT_MEMBERS)
      this.#deliveries.arrived(room.id, newest.seq);
    if (this.store.get().receipts[room.id] === undefined) return;
    // Who says something has seen what is there.
    const seen = inRoom.map(({ sender, seq }) =>
      create(ReceiptSchema, { userId: sender.id, deliveredSeq: BigInt(seq), readSeq: BigInt(seq) }),
    );
    this.#putReceipts(room.id, seen);
  }

  /** Something became of a message. */
  stepped(roomId: string, step: Step): void {
    const room = this.#room(roomId);
    if (room !== undefined) this.#put(room, stepped(room.read, step));
  }

  /** The own log says where a position is. */
  moved(position: ReadPosition): void {
    const { roomId } = position;
    this.#movedSince.add(roomId);
    const room = this.#room(roomId);
    if (room === undefined) return;
    const read = moved(room.read, toPosition(position));
    // On another device the person wants it unread: looking at it here does not count until they open it again.
    if (read.ordinal < room.read.ordinal && this.#lookedAt === roomId) this.#hold(roomId);
    this.#put(room, read, false);
    this.#reads.moved(roomId);
  }

  /** A room is about to be asked for. */
  asked(roomId: string): void {
    this.#movedSince.delete(roomId);
  }

  /** The answer; false where it may be older than what the own log has said meanwhile. */
  answered(answer: WireRoom): boolean {
    const room = this.#room(answer.id);
    if (room === undefined) return true;
    if (this.#movedSince.has(room.id)) return false;
    this.#put(room, moved(room.read, roomPosition(answer)));
    return true;
  }

  told(receipt: Receipt): void {
    if (this.store.get().receipts[receipt.roomId] !== undefined) this.#putReceipts(receipt.roomId, [receipt]);
  }

  left(roomId: string): void {
    this.#reads.forget(roomId);
    this.#deliveries.forget(roomId);
    const { [roomId]: _, ...receipts } = this.store.get().receipts;
    this.store.set({ receipts });
  }

  #hold(roomId: string): void {
    this.#heldUnread = roomId;
    this.#reads.forget(roomId);
    if (this.store.get().looking === roomId) this.store.set({ looking: null });
  }

  async #readReceipts(roomId: string): Promise<void> {
    if ((this.#room(roomId)?.memberCount ?? Infinity) > MAX_RECEIPT_MEMBERS) return;
    // From here on, what is told live counts.
    this.#putReceipts(roomId, []);
    try {
      this.#putReceipts(roomId, await this.ports.listReceipts(roomId));
    } catch {
      // Not worth a complaint: the next connection or the next visit reads them again.
    }
  }

  #putReceipts(roomId: string, added: readonly Receipt[]): void {
    const { receipts } = this.store.get();
    this.store.set({ receipts: { ...receipts, [roomId]: mergeReceipts(receipts[roomId] ?? {}, added) } });
  }

  #room(roomId: string): Room | undefined {
    return this.store.get().rooms?.[roomId];
  }

  #put(room: Room, read: ReadState, newlyAdded = room.newlyAdded): void {
    if (read === room.read && newlyAdded === room.newlyAdded) return;
    this.store.set({ rooms: { ...this.store.get().rooms, [room.id]: { ...room, read, newlyAdded } } });
  }
}
