import type { ChatChange, ChatStorage, KeptChat, KeptDraft, KeptRoom, KeptTimeline, StoreChange } from './chatStorage';
import type { ChatState, OutboxEntry } from './model';

/** What is known of the chat at one instant. */
export interface Known extends Pick<ChatState, 'rooms' | 'timelines' | 'drafts' | 'outbox' | 'blocked'> {
  readonly userSeq: bigint | undefined;
  readonly positions: ReadonlyMap<string, number>;
  /** What the server has of drafts, by room or thread. */
  readonly bases: Readonly<Record<string, string>>;
  /** In which rooms those threads are. */
  readonly draftThreads: Readonly<Record<string, string>>;
  /** When each room was last opened, in epoch milliseconds. */
  readonly usedAt: ReadonlyMap<string, number>;
}

/** Of each kept room, the newest items: a few screens to begin with. What is older is read when somebody scrolls there. */
export const KEPT_ITEMS = 200;
/**
 * How many rooms' items are kept: those opened last. With 200 items of half a kilobyte each this is about 5 MB, which is read
 * in a moment at the start and far below every browser's quota. Positions are kept of all rooms.
 */
export const KEPT_TIMELINES = 50;

/** Changes other than those of the outbox are gathered for this long, so that a busy room is not written at every word. */
const GATHER_MS = 250;
/** After a failure to write, the next attempt waits this long. */
const PAUSE_MS = 10_000;
/** Some browsers never answer when they should open a database; the page does not wait for them. */
const LOAD_LIMIT_MS = 3_000;

type StoreMap<Kept> = ReadonlyMap<string, Kept>;

/** The records as they should be, or as the storage has them. Items of timelines are not cut to size yet. */
interface Records {
  readonly userSeq: bigint | undefined;
  readonly blocked: ChatState['blocked'];
  readonly rooms: StoreMap<KeptRoom>;
  readonly timelines: StoreMap<KeptTimeline>;
  readonly drafts: StoreMap<KeptDraft>;
  readonly outbox: StoreMap<OutboxEntry>;
}

const NOTHING: Records = {
  userSeq: undefined,
  blocked: {},
  rooms: new Map(),
  timelines: new Map(),
  drafts: new Map(),
  outbox: new Map(),
};

/**
 * Keeps on the device what the engine knows. It compares what is known at one instant with what it wrote before, and writes
 * the difference as one change, one at a time: whatever the storage has is what was known at some instant, with each
 * position beside the messages that it stands for. A change that fails is part of the next difference.
 */
export class Keeper {
  #written = NOTHING;
  /** Nothing is written before what is there was read, and nothing at all where it could not be. */
  #ready = false;
  #writing: Promise<void> | null = null;
  #outboxSeen: readonly OutboxEntry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pausedUntil = 0;
  #stopped: Promise<void> = Promise.resolve();

  constructor(
    private readonly storage: ChatStorage,
    private readonly ports: { known(): Known; now(): number; lasting(yes: boolean): void },
  ) {}

  /** What was kept; null where nothing can be. Never rejects. */
  async load(): Promise<KeptChat | null> {
    let limit: ReturnType<typeof setTimeout> | undefined;
    await this.#stopped;
    try {
      const kept = await Promise.race([
        this.storage.load(),
        new Promise<never>((_, reject) => {
          limit = setTimeout(
            () => reject(new Error(`storage: no answer (expected: in ${LOAD_LIMIT_MS} ms)`)),
            LOAD_LIMIT_MS,
          );
        }),
      ]);
      this.#written = {
        userSeq: kept.userSeq,
        blocked: Object.fromEntries(kept.blocked.map((each) => [each.id, each])),
        rooms: new Map(kept.rooms.map((each) => [each.room.id, each])),
        timelines: new Map(kept.timelines.map((each) => [each.roomId, each])),
        drafts: new Map(kept.drafts.map((each) => [each.roomId, each])),
        outbox: new Map(kept.outbox.map((each) => [each.clientId, each])),
      };
      this.#ready = true;
      return kept;
    } catch {
      this.ports.lasting(false);
      return null;
    } finally {
      clearTimeout(limit);
    }
  }

  /** Something may have changed. The outbox is written at once, the rest in a moment. */
  changed(): void {
    if (!this.#ready) return;
    const { outbox } = this.ports.known();
    const urgent = outbox !== this.#outboxSeen;
    this.#outboxSeen = outbox;
    if (this.ports.now() < this.#pausedUntil) this.#schedule(this.#pausedUntil - this.ports.now());
    // Not within the change itself, which may be half done.
    else if (urgent) queueMicrotask(() => void this.flush());
    else this.#schedule(GATHER_MS);
  }

  /** Writes what is not written yet. Resolves when it is, or could not be. */
  async flush(): Promise<void> {
    if (!this.#ready) return;
    // Whoever waited first has begun to write when this one goes on.
    while (this.#writing !== null) await this.#writing;
    this.#writing = this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  /** Unsent messages that other tabs have left; none where they cannot be read. */
  async othersOutbox(): Promise<readonly OutboxEntry[]> {
    if (!this.#ready) return [];
    await this.flush();
    return this.storage.outbox().catch(() => []);
  }

  /** Writes what is left and lets go of the storage; `load` begins again. */
  stop(): void {
    this.#stopped = this.flush().then(() => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#ready = false;
      this.storage.close();
    });
  }

  #schedule(delay: number): void {
    this.#timer ??= setTimeout(() => void this.flush(), delay);
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const wanted = toRecords(this.ports.known());
    const change = difference(this.#written, wanted);
    if (change === null) return;
    try {
      await this.storage.write(change);
      this.#written = wanted;
      this.#pausedUntil = 0;
      this.ports.lasting(true);
    } catch {
      this.#pausedUntil = this.ports.now() + PAUSE_MS;
      this.#schedule(PAUSE_MS);
      this.ports.lasting(false);
    }
  }
}

function toRecords(known: Known): Records {
  const { userSeq, blocked, rooms, positions, timelines, usedAt, drafts, bases, outbox } = known;
  const keptRooms = Object.values(rooms ?? {}).flatMap<[string, KeptRoom]>((room) => {
    const position = positions.get(room.id);
    return position === undefined ? [] : [[room.id, { room, position }]];
  });
  const keptTimelines = Object.entries(timelines)
    .flatMap<KeptTimeline>(([roomId, timeline]) => {
      const position = positions.get(roomId);
      if (timeline.kind !== 'ready' || position === undefined) return [];
      const { items, older } = timeline;
      return [{ roomId, position, items, older: older === 'none' ? 'none' : 'more', usedAt: usedAt.get(roomId) ?? 0 }];
    })
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(0, KEPT_TIMELINES);
  return {
    userSeq,
    blocked,
    rooms: new Map(keptRooms),
    timelines: new Map(keptTimelines.map((each) => [each.roomId, each])),
    drafts: new Map(Object.keys({ ...bases, ...drafts }).map((key) => [key, keptDraft(key, known)])),
    outbox: new Map(outbox.map((each) => [each.clientId, each])),
  };
}

function keptDraft(key: string, { drafts, bases, draftThreads }: Known): KeptDraft {
  const { [key]: text = '' } = drafts;
  const { [key]: base } = bases;
  const { [key]: threadOf } = draftThreads;
  return { roomId: key, text, ...(base !== undefined && { base }), ...(threadOf !== undefined && { threadOf }) };
}

/** What leads from one to the other; null where nothing does. */
function difference(from: Records, to: Records): ChatChange | null {
  const change: ChatChange = {
    ...(to.userSeq === undefined || to.userSeq === from.userSeq ? {} : { userSeq: to.userSeq }),
    ...(same(from.blocked, to.blocked) ? {} : { blocked: Object.values(to.blocked) }),
    rooms: storeChange(from.rooms, to.rooms),
    timelines: storeChange(from.timelines, to.timelines, newest),
    drafts: storeChange(from.drafts, to.drafts),
    outbox: storeChange(from.outbox, to.outbox),
  };
  const stores = [change.rooms, change.timelines, change.drafts, change.outbox];
  const empty = stores.every(({ put, remove }) => put.length === 0 && remove.length === 0);
  return empty && change.userSeq === undefined && change.blocked === undefined ? null : change;
}

function storeChange<Kept extends object>(
  from: StoreMap<Kept>,
  to: StoreMap<Kept>,
  cut: (record: Kept) => Kept = (record) => record,
): StoreChange<Kept> {
  return {
    put: [...to].filter(([key, record]) => !same(from.get(key), record)).map(([, record]) => cut(record)),
    remove: [...from.keys()].filter((key) => !to.has(key)),
  };
}

/** States share the parts that did not change, so comparing one level of fields is enough. */
function same<Kept extends object>(one: Kept | undefined, other: Kept): boolean {
  if (one === undefined) return false;
  const fields = Object.keys(other) as (keyof Kept)[];
  return Object.keys(one).length === fields.length && fields.every((field) => one[field] === other[field]);
}

function newest(timeline: KeptTimeline): KeptTimeline {
  const { items } = timeline;
  return items.length <= KEPT_ITEMS ? timeline : { ...timeline, items: items.slice(-KEPT_ITEMS), older: 'more' };
}
