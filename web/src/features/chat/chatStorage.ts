import type { OutboxEntry, Person, Room, TimelineItem } from './model';

/** A room of the person, and the position up to which its log is known. */
export interface KeptRoom {
  readonly room: Room;
  readonly position: number;
}

/**
 * The newest items of a room, and the position of the log that they stand for. The position is in this record, not beside
 * it, so that whoever has the one has the other: after a crash, and when two tabs write in turns.
 */
export interface KeptTimeline {
  readonly roomId: string;
  readonly position: number;
  readonly items: readonly TimelineItem[];
  /** Whether there is more before the first item. */
  readonly older: 'more' | 'none';
  /** When the person last opened the room, in epoch milliseconds. */
  readonly usedAt: number;
}

/** What the person has begun to write. */
export interface KeptDraft {
  /** The room, or the thread, by which the record is known. */
  readonly roomId: string;
  /** Of a thread: in which room it is. */
  readonly threadOf?: string;
  readonly text: string;
  /** What the server had last; missing where that was nothing. */
  readonly base?: string;
}

/** The records of each store. Rooms and timelines are known by their room's id, drafts by that or their thread's, the outbox by its `clientId`. */
export interface KeptRecords {
  readonly rooms: KeptRoom;
  readonly timelines: KeptTimeline;
  readonly drafts: KeptDraft;
  readonly outbox: OutboxEntry;
}

export type StoreName = keyof KeptRecords;

/** Everything that is kept of one person. */
export type KeptChat = { readonly [Name in StoreName]: readonly KeptRecords[Name][] } & {
  /** Position in the person's own log. */
  readonly userSeq: bigint | undefined;
  /** Whom the person has blocked, as the own log says up to there. */
  readonly blocked: readonly Person[];
};

/** What is to be put into a store, and the keys of what is to go. */
export interface StoreChange<Kept> {
  readonly put: readonly Kept[];
  readonly remove: readonly string[];
}

/** Changes that belong together. */
export type ChatChange = { readonly [Name in StoreName]: StoreChange<KeptRecords[Name]> } & {
  /** The new position in the person's own log; absent where it did not change. */
  readonly userSeq?: bigint;
  /** Whom the person has blocked; absent where it did not change. */
  readonly blocked?: readonly Person[];
};

/** What this device keeps of one person's chat. Each call rejects where the device does not let it be kept. */
export interface ChatStorage {
  load(): Promise<KeptChat>;
  /** Writes all of a change or, when it rejects, nothing of it. */
  write(change: ChatChange): Promise<void>;
  /** The unsent messages as they are now: other tabs write here too. */
  outbox(): Promise<readonly OutboxEntry[]>;
  /** Lets go of the device until the next call. */
  close(): void;
}
