import type { ChatChange, ChatStorage, KeptChat, KeptRecords, StoreChange, StoreName } from './chatStorage';
import type { OutboxEntry, Person } from './model';

/** What a device keeps while pages come and go, for tests. */
export class MemoryDevice {
  readonly #stores: { [Name in StoreName]: Map<string, KeptRecords[Name]> } = {
    rooms: new Map(),
    timelines: new Map(),
    drafts: new Map(),
    outbox: new Map(),
  };
  #userSeq: bigint | undefined;
  #blocked: readonly Person[] = [];
  /** Nothing can be read or written, as in some private windows. */
  closed = false;
  /** Nothing more fits. */
  full = false;

  content(): KeptChat {
    const { rooms, timelines, drafts, outbox } = this.#stores;
    return structuredClone({
      rooms: [...rooms.values()],
      timelines: [...timelines.values()],
      drafts: [...drafts.values()],
      outbox: [...outbox.values()],
      userSeq: this.#userSeq,
      blocked: this.#blocked,
    });
  }

  apply(change: ChatChange): void {
    const { rooms, timelines, drafts, outbox } = this.#stores;
    applyTo(rooms, change.rooms, ({ room }) => room.id);
    applyTo(timelines, change.timelines, ({ roomId }) => roomId);
    applyTo(drafts, change.drafts, ({ roomId }) => roomId);
    applyTo(outbox, change.outbox, ({ clientId }) => clientId);
    this.#userSeq = change.userSeq ?? this.#userSeq;
    this.#blocked = change.blocked ?? this.#blocked;
  }
}

/** One page's way to the device. What it has under way when the page is gone is not written. */
export class MemoryStorage implements ChatStorage {
  #gone = false;

  constructor(
    private readonly device: MemoryDevice,
    /** How long the device takes for a change. */
    private readonly delay: () => Promise<void> = () => Promise.resolve(),
  ) {}

  load(): Promise<KeptChat> {
    return this.device.closed ? Promise.reject(new Error('closed')) : Promise.resolve(this.device.content());
  }

  async write(change: ChatChange): Promise<void> {
    const copy = structuredClone(change);
    await this.delay();
    if (this.#gone) return;
    if (this.device.closed || this.device.full) throw new DOMException('full', 'QuotaExceededError');
    this.device.apply(copy);
  }

  async outbox(): Promise<readonly OutboxEntry[]> {
    return (await this.load()).outbox;
  }

  close(): void {
    // Nothing is held.
  }

  /** The page has crashed. */
  crash(): void {
    this.#gone = true;
  }
}

function applyTo<Kept>(
  store: Map<string, Kept>,
  { put, remove }: StoreChange<Kept>,
  key: (record: Kept) => string,
): void {
  for (const record of put) store.set(key(record), record);
  for (const each of remove) store.delete(each);
}
