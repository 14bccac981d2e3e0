import { countCharacters } from '@/rpc/characters';
import type { KeptDraft } from './chatStorage';
import type { Store } from './store';

export interface DraftPorts {
  putDraft(place: DraftPlace, text: string): Promise<void>;
}

/** Where something is written: in a room, or in a thread of it. */
export interface DraftPlace {
  readonly roomId: string;
  readonly threadId?: string;
}

/** A draft as the server has it. */
export interface ListedDraft extends DraftPlace {
  readonly text: string;
}

/** By what a place is known: both ids are unique. */
export function draftKey({ roomId, threadId }: DraftPlace): string {
  return threadId ?? roomId;
}

/** The server is told this long after the last key. */
export const SETTLE_MS = 1_500;
/** A longer one stays on this device. */
const LONGEST = 16_000;

/**
 * What the person has begun to write: kept on this device at once, and by the server a moment after the last key, for all of
 * their devices. Of each room and thread it is known what the server had last; so a device that was away can tell which of the
 * two has changed since, and where both have, keeps both.
 */
export class Drafts {
  /** What the server has, as far as known; places without are missing. */
  #bases: Readonly<Record<string, string>> = {};
  /** Of threads, in which room they are. */
  #threads: Readonly<Record<string, string>> = {};
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What this page has told the server and not heard of in the own log yet, by place. */
  readonly #told = new Map<string, string[]>();
  readonly #underWay = new Set<string>();
  #live = false;

  constructor(
    private readonly store: Store,
    private readonly ports: DraftPorts,
    /** The server has another one from here: a list that was read meanwhile may be older. */
    private readonly kept: () => void = () => undefined,
  ) {}

  /** What the server had last, by place. */
  bases(): Readonly<Record<string, string>> {
    return this.#bases;
  }

  /** In which rooms the threads are in which something was written. */
  threads(): Readonly<Record<string, string>> {
    return this.#threads;
  }

  /** Takes up what a page before has left. */
  restore(kept: readonly KeptDraft[]): void {
    const begun = Object.fromEntries(kept.flatMap(({ roomId, text }) => (text === '' ? [] : [[roomId, text]])));
    this.#bases = Object.fromEntries(kept.flatMap(({ roomId, base = '' }) => (base === '' ? [] : [[roomId, base]])));
    this.#threads = Object.fromEntries(
      kept.flatMap(({ roomId, threadOf }) => (threadOf === undefined ? [] : [[roomId, threadOf]])),
    );
    this.store.set({ drafts: { ...begun, ...this.store.get().drafts } });
  }

  write(place: DraftPlace, text: string): void {
    const key = this.#know(place);
    if (text === this.#here(key)) return;
    this.#put(key, text);
    this.#tellIn(key, SETTLE_MS);
  }

  /** What other devices have written is known, or comes within a moment: what was written here is told after that. */
  connected(): void {
    this.#live = true;
    for (const key of this.#places()) this.#tellIn(key, SETTLE_MS);
  }

  /** There is no connection, or what the server has is being read. */
  disconnected(): void {
    this.#live = false;
    this.#told.clear();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** The page may go away at any moment. */
  tellNow(): void {
    for (const key of this.#places()) this.#tell(key);
  }

  /** All that the server has, but for what it is being told. */
  listed(drafts: readonly ListedDraft[]): void {
    const there = new Map(drafts.map((draft) => [this.#know(draft), draft.text]));
    const places = new Set([...there.keys(), ...Object.keys(this.#bases)]);
    for (const key of places) if (!this.#underWay.has(key)) this.#meet(key, there.get(key) ?? '');
  }

  /** The own log says what there is. */
  heard({ text, ...place }: ListedDraft): void {
    const key = this.#know(place);
    const told = this.#told.get(key) ?? [];
    const own = told.indexOf(text);
    if (own >= 0) {
      // What was told before that came before it.
      this.#told.set(key, told.slice(own + 1));
      this.#setBase(key, text);
    } else this.#meet(key, text);
  }

  /** The person is in the room no longer. */
  forget(roomId: string): void {
    const threads = Object.keys(this.#threads).filter((threadId) => this.#threads[threadId] === roomId);
    for (const key of [roomId, ...threads]) {
      clearTimeout(this.#timers.get(key));
      this.#timers.delete(key);
      this.#told.delete(key);
      this.#setBase(key, '');
      this.#put(key, '');
    }
  }

  /** What there is elsewhere meets what is here. */
  #meet(key: string, there: string): void {
    const here = this.#here(key);
    const before = this.#bases[key] ?? '';
    this.#setBase(key, there);
    if (here === there) return;
    if (here === before) this.#replace(key, there);
    else {
      // Something was written here since. What was written elsewhere, too, is not lost.
      const both = there !== before && there !== '' && here !== '' && !here.includes(there) && !there.includes(here);
      if (both) this.#replace(key, `${there}\n\n${here}`);
      this.#tellIn(key, SETTLE_MS);
    }
  }

  #tellIn(key: string, delay: number): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => this.#tell(key), delay),
    );
  }

  #tell(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const text = this.#here(key);
    if (!this.#live || this.#underWay.has(key) || text === (this.#bases[key] ?? '')) return;
    if (countCharacters(text) > LONGEST) return;
    this.#underWay.add(key);
    this.#told.set(key, [...(this.#told.get(key) ?? []), text]);
    this.ports.putDraft(this.#placeOf(key), text).then(
      () => {
        this.#underWay.delete(key);
        this.#setBase(key, text);
        this.kept();
        // More was written meanwhile.
        if (this.#here(key) !== text) this.#tellIn(key, SETTLE_MS);
      },
      () => {
        // It stays on this device, and is told with the next key or the next connection.
        this.#underWay.delete(key);
        this.#told.delete(key);
      },
    );
  }

  #know(place: DraftPlace): string {
    const key = draftKey(place);
    if (place.threadId !== undefined && this.#threads[key] === undefined)
      this.#threads = { ...this.#threads, [key]: place.roomId };
    return key;
  }

  #placeOf(key: string): DraftPlace {
    const roomId = this.#threads[key];
    return roomId === undefined ? { roomId: key } : { roomId, threadId: key };
  }

  #places(): ReadonlySet<string> {
    return new Set([...Object.keys(this.store.get().drafts), ...Object.keys(this.#bases)]);
  }

  #here(key: string): string {
    return this.store.get().drafts[key] ?? '';
  }

  #put(key: string, text: string): void {
    const { [key]: before = '', ...others } = this.store.get().drafts;
    if (text !== before) this.store.set({ drafts: text === '' ? others : { ...others, [key]: text } });
  }

  #setBase(key: string, text: string): void {
    const { [key]: _, ...others } = this.#bases;
    this.#bases = text === '' ? others : { ...others, [key]: text };
  }

  /** What is to be seen where the person writes becomes something else than they wrote there. */
  #replace(key: string, text: string): void {
    this.#put(key, text);
    this.store.set({ draftsReplaced: this.store.get().draftsReplaced + 1 });
  }
}
