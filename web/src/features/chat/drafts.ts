import { countCharacters } from '@/rpc/characters';
import type { KeptDraft } from './chatStorage';
import type { Store } from './store';

export interface DraftPorts {
  putDraft(roomId: string, text: string): Promise<void>;
}

/** The server is told this long after the last key. */
export const SETTLE_MS = 1_500;
/** A longer one stays on this device. */
const LONGEST = 16_000;

/**
 * What the person has begun to write: kept on this device at once, and by the server a moment after the last key, for all of
 * their devices. Of each room it is known what the server had last; so a device that was away can tell which of the two has
 * changed since, and where both have, keeps both.
 */
export class Drafts {
  /** What the server has, as far as known; rooms without are missing. */
  #bases: Readonly<Record<string, string>> = {};
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What this page has told the server and not heard of in the own log yet, by room. */
  readonly #told = new Map<string, string[]>();
  readonly #underWay = new Set<string>();
  #live = false;

  constructor(
    private readonly store: Store,
    private readonly ports: DraftPorts,
    /** The server has another one from here: a list that was read meanwhile may be older. */
    private readonly kept: () => void = () => undefined,
  ) {}

  /** What the server had last, by room. */
  bases(): Readonly<Record<string, string>> {
    return this.#bases;
  }

  /** Takes up what a page before has left. */
  restore(kept: readonly KeptDraft[]): void {
    const begun = Object.fromEntries(kept.flatMap(({ roomId, text }) => (text === '' ? [] : [[roomId, text]])));
    this.#bases = Object.fromEntries(kept.flatMap(({ roomId, base = '' }) => (base === '' ? [] : [[roomId, base]])));
    this.store.set({ drafts: { ...begun, ...this.store.get().drafts } });
  }

  write(roomId: string, text: string): void {
    if (text === this.#here(roomId)) return;
    this.#put(roomId, text);
    this.#tellIn(roomId, SETTLE_MS);
  }

  /** What other devices have written is known, or comes within a moment: what was written here is told after that. */
  connected(): void {
    this.#live = true;
    for (const roomId of this.#rooms()) this.#tellIn(roomId, SETTLE_MS);
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
    for (const roomId of this.#rooms()) this.#tell(roomId);
  }

  /** All that the server has, but for what it is being told. */
  listed(drafts: Readonly<Record<string, string>>): void {
    const rooms = new Set([...Object.keys(drafts), ...Object.keys(this.#bases)]);
    for (const roomId of rooms) if (!this.#underWay.has(roomId)) this.#meet(roomId, drafts[roomId] ?? '');
  }

  /** The own log says what there is. */
  heard(roomId: string, text: string): void {
    const told = this.#told.get(roomId) ?? [];
    const own = told.indexOf(text);
    if (own >= 0) {
      // What was told before that came before it.
      this.#told.set(roomId, told.slice(own + 1));
      this.#setBase(roomId, text);
    } else this.#meet(roomId, text);
  }

  /** The person is in the room no longer. */
  forget(roomId: string): void {
    clearTimeout(this.#timers.get(roomId));
    this.#timers.delete(roomId);
    this.#told.delete(roomId);
    this.#setBase(roomId, '');
    this.#put(roomId, '');
  }

  /** What there is elsewhere meets what is here. */
  #meet(roomId: string, there: string): void {
    const here = this.#here(roomId);
    const before = this.#bases[roomId] ?? '';
    this.#setBase(roomId, there);
    if (here === there) return;
    if (here === before) this.#replace(roomId, there);
    else {
      // Something was written here since. What was written elsewhere, too, is not lost.
      const both = there !== before && there !== '' && here !== '' && !here.includes(there) && !there.includes(here);
      if (both) this.#replace(roomId, `${there}\n\n${here}`);
      this.#tellIn(roomId, SETTLE_MS);
    }
  }

  #tellIn(roomId: string, delay: number): void {
    clearTimeout(this.#timers.get(roomId));
    this.#timers.set(
      roomId,
      setTimeout(() => this.#tell(roomId), delay),
    );
  }

  #tell(roomId: string): void {
    clearTimeout(this.#timers.get(roomId));
    this.#timers.delete(roomId);
    const text = this.#here(roomId);
    if (!this.#live || this.#underWay.has(roomId) || text === (this.#bases[roomId] ?? '')) return;
    if (countCharacters(text) > LONGEST) return;
    this.#underWay.add(roomId);
    this.#told.set(roomId, [...(this.#told.get(roomId) ?? []), text]);
    this.ports.putDraft(roomId, text).then(
      () => {
        this.#underWay.delete(roomId);
        this.#setBase(roomId, text);
        this.kept();
        // More was written meanwhile.
        if (this.#here(roomId) !== text) this.#tellIn(roomId, SETTLE_MS);
      },
      () => {
        // It stays on this device, and is told with the next key or the next connection.
        this.#underWay.delete(roomId);
        this.#told.delete(roomId);
      },
    );
  }

  #rooms(): ReadonlySet<string> {
    return new Set([...Object.keys(this.store.get().drafts), ...Object.keys(this.#bases)]);
  }

  #here(roomId: string): string {
    return this.store.get().drafts[roomId] ?? '';
  }

  #put(roomId: string, text: string): void {
    const { [roomId]: before = '', ...others } = this.store.get().drafts;
    if (text !== before) this.store.set({ drafts: text === '' ? others : { ...others, [roomId]: text } });
  }

  #setBase(roomId: string, text: string): void {
    const { [roomId]: _, ...others } = this.#bases;
    this.#bases = text === '' ? others : { ...others, [roomId]: text };
  }

  /** What is to be seen where the person writes becomes something else than they wrote there. */
  #replace(roomId: string, text: string): void {
    this.#put(roomId, text);
    this.store.set({ draftsReplaced: this.store.get().draftsReplaced + 1 });
  }
}
