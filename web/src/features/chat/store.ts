import type { ChatState } from './model';

/** The one place where the state lives. Several updates in a batch are one change to the screens. */
export class Store {
  #state: ChatState = {
    connection: { kind: 'stopped' },
    rooms: null,
    timelines: {},
    gone: {},
    excerpts: {},
    outbox: [],
    changes: [],
    saved: {},
    savedNews: 0,
    scheduled: {},
    drafts: {},
    thread: null,
    threads: {},
    takenBack: 0,
    draftsReplaced: 0,
    looking: null,
    receipts: {},
    typing: {},
    presences: {},
    names: {},
    own: null,
    blocked: {},
    sections: { version: 0, gaps: 0 },
    lasting: true,
  };
  #depth = 0;
  #dirty = false;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): ChatState => this.#state;

  set(part: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...part };
    this.#dirty = true;
    this.#publish();
  }

  batch(work: () => void): void {
    this.#depth++;
    try {
      work();
    } finally {
      this.#depth--;
      this.#publish();
    }
  }

  #publish(): void {
    if (this.#depth > 0 || !this.#dirty) return;
    this.#dirty = false;
    for (const listener of this.#listeners) listener();
  }
}
