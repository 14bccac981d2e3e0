import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ChatChange, ChatStorage, KeptChat, KeptRecords, StoreName } from './chatStorage';
import type { OutboxEntry, Person } from './model';

interface Schema extends DBSchema {
  rooms: { key: string; value: KeptRecords['rooms'] };
  timelines: { key: string; value: KeptRecords['timelines'] };
  drafts: { key: string; value: KeptRecords['drafts'] };
  outbox: { key: string; value: KeptRecords['outbox'] };
  /** The person's own log: `userSeq` is the position, `blocked` whom the person has blocked. */
  own: { key: string; value: bigint | readonly Person[] };
}

type Step = (database: IDBPDatabase<Schema>) => void;

/**
 * How the database came to be: step n leads from version n to n + 1, and a published step never changes. A step may empty
 * `rooms`, `timelines` and `own`, which the server has too; it has to carry `outbox` and `drafts` over, which nobody else has.
 */
export const STEPS: readonly Step[] = [
  (database) => {
    database.createObjectStore('rooms', { keyPath: 'room.id' });
    database.createObjectStore('timelines', { keyPath: 'roomId' });
    database.createObjectStore('drafts', { keyPath: 'roomId' });
    database.createObjectStore('outbox', { keyPath: 'clientId' });
    database.createObjectStore('own');
  },
  // Rooms have the server's read position instead of one of their own, messages an ordinal.
  readAnew,
  // Messages say what became of them, and read positions for which position of the room's log they hold.
  readAnew,
  // Rooms are of several kinds, and conversations have people.
  readAnew,
  // Rooms say what each role may in them, and what became of a room is one kind of item.
  readAnew,
  // Rooms say how the person has arranged them.
  readAnew,
  // Rooms say whether they are slow, and until when the person is muted in them.
  readAnew,
  // People have pictures.
  readAnew,
  // People block others; mentions by those do not count.
  readAnew,
  // Rooms say when something was said in them last.
  readAnew,
  // Rooms say how many guests are in them.
  readAnew,
  // Rooms say whether they are new to the person, how many wait to join, and which picture they show.
  readAnew,
  // Messages say whether they are pinned.
  readAnew,
  // Messages say in which thread they are, and what was replied to them.
  readAnew,
  // Messages say when they disappear and what they ask, and rooms how long they keep them.
  readAnew,
  // Messages say how urgent they are, who has acknowledged them, and what the pages say that they link to.
  readAnew,
];

function readAnew(database: IDBPDatabase<Schema>): void {
  for (const name of ['rooms', 'timelines', 'own'] as const) database.deleteObjectStore(name);
  database.createObjectStore('rooms', { keyPath: 'room.id' });
  database.createObjectStore('timelines', { keyPath: 'roomId' });
  database.createObjectStore('own');
}

const RECORD_STORES = ['rooms', 'timelines', 'drafts', 'outbox'] as const satisfies readonly StoreName[];
const STORES = [...RECORD_STORES, 'own'] as const;
const USER_SEQ = 'userSeq';
const BLOCKED = 'blocked';

/** One person's chat in a database of the browser. Several tabs may have it open at once. */
export class IndexedDbStorage implements ChatStorage {
  #opening: Promise<IDBPDatabase<Schema>> | undefined;
  /** Another tab deletes the database or brings a newer version: this one must not open it again. */
  #superseded = false;

  constructor(
    private readonly userId: string,
    private readonly steps: readonly Step[] = STEPS,
  ) {}

  async load(): Promise<KeptChat> {
    const database = await this.#open();
    const transaction = database.transaction(STORES, 'readonly');
    const [rooms, timelines, drafts, outbox, userSeq, blocked = []] = await Promise.all([
      transaction.objectStore('rooms').getAll(),
      transaction.objectStore('timelines').getAll(),
      transaction.objectStore('drafts').getAll(),
      transaction.objectStore('outbox').getAll(),
      transaction.objectStore('own').get(USER_SEQ) as Promise<bigint | undefined>,
      transaction.objectStore('own').get(BLOCKED) as Promise<Person[] | undefined>,
      transaction.done,
    ]);
    return { rooms, timelines, drafts, outbox, userSeq, blocked };
  }

  async write(change: ChatChange): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(STORES, 'readwrite');
    const requests: Promise<unknown>[] = [transaction.done];
    try {
      for (const name of RECORD_STORES) {
        const store = transaction.objectStore(name);
        for (const record of change[name].put) requests.push(store.put(record));
        for (const key of change[name].remove) requests.push(store.delete(key));
      }
      const own = transaction.objectStore('own');
      if (change.userSeq !== undefined) requests.push(own.put(change.userSeq, USER_SEQ));
      if (change.blocked !== undefined) requests.push(own.put(change.blocked, BLOCKED));
      // Said aloud, it is committed even if the page goes away at once.
      transaction.commit();
    } catch (error) {
      transaction.abort();
      await Promise.allSettled(requests);
      throw error;
    }
    await Promise.all(requests);
  }

  async outbox(): Promise<OutboxEntry[]> {
    return (await this.#open()).getAll('outbox');
  }

  close(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    opening?.then((database) => database.close()).catch(() => undefined);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#superseded) return Promise.reject(new Error('The database belongs to another tab now.'));
    this.#opening ??= this.#openOnce();
    return this.#opening;
  }

  async #openOnce(): Promise<IDBPDatabase<Schema>> {
    return openDB<Schema>(databaseName(this.userId), this.steps.length, {
      upgrade: (database, from) => this.steps.slice(from).forEach((step) => step(database)),
      blocking: () => {
        this.#superseded = true;
        this.close();
      },
      terminated: () => (this.#opening = undefined),
    });
  }
}

/** Deletes what this browser keeps of a person's chat, as soon as their other tabs have let go of it. */
export function forgetChat(userId: string): Promise<void> {
  return deleteDB(databaseName(userId));
}

function databaseName(userId: string): string {
  return `parley-${userId}`;
}
