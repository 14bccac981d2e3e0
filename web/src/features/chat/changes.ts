import { toProblem } from '@/rpc/problem';
import type { Message, PendingChange, Wish } from './model';
import type { Store } from './store';

export interface ChangePorts {
  editMessage(roomId: string, messageId: string, text: string): Promise<Message>;
  deleteMessage(roomId: string, messageId: string): Promise<Message>;
  addReaction(roomId: string, messageId: string, emoji: string): Promise<Message>;
  removeReaction(roomId: string, messageId: string, emoji: string): Promise<Message>;
  pinMessage(roomId: string, messageId: string): Promise<Message>;
  unpinMessage(roomId: string, messageId: string): Promise<Message>;
  newId(): string;
}

/** How long something is held that cannot be taken back once it is done. */
export const UNDO_MS = 6_000;

/**
 * What the person wants to become of messages: shown at once, asked of the server one after the other for each message,
 * and taken back with a reason when it refuses. What cannot be taken back once it is done is held for a moment first. Wishes
 * do not outlive the page: they are made while there is a connection, and those that are held are asked for when it goes.
 */
export class Changes {
  readonly #last = new Map<string, Promise<void>>();
  readonly #held = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly store: Store,
    private readonly ports: ChangePorts,
    /** The message as the server answers it. */
    private readonly taken: (message: Message) => void,
  ) {}

  wish(roomId: string, messageId: string, wish: Wish): void {
    this.#ask({ id: this.ports.newId(), roomId, messageId, wish });
  }

  /** Asks for it in a moment, if the person does not think better of it. */
  hold(roomId: string, messageId: string, wish: Wish): void {
    const change = { id: this.ports.newId(), roomId, messageId, wish, held: true };
    this.store.set({ changes: [...this.#others(messageId), change] });
    this.#held.set(
      change.id,
      setTimeout(() => this.#askFor(change.id), UNDO_MS),
    );
  }

  /** The person thinks better of it. */
  undo(id: string): void {
    if (!this.#held.has(id)) return;
    this.#letGo(id);
    this.dismiss(id);
  }

  /** There is no more time to take anything back. */
  askForAll(): void {
    for (const id of [...this.#held.keys()]) this.#askFor(id);
  }

  /** Asks once more for what was refused. */
  retry(id: string): void {
    const change = this.store.get().changes.find((each) => each.id === id);
    if (change === undefined) return;
    this.dismiss(id);
    this.wish(change.roomId, change.messageId, change.wish);
  }

  /** The person knows that it did not come true. */
  dismiss(id: string): void {
    this.store.set({ changes: this.store.get().changes.filter((each) => each.id !== id) });
  }

  forgetRoom(roomId: string): void {
    const { changes } = this.store.get();
    for (const { id, roomId: where } of changes) if (where === roomId) this.#letGo(id);
    if (changes.some((each) => each.roomId === roomId))
      this.store.set({ changes: changes.filter((each) => each.roomId !== roomId) });
  }

  /** What was refused before is past, now that the person wants something else. */
  #others(messageId: string): readonly PendingChange[] {
    return this.store.get().changes.filter((each) => each.messageId !== messageId || !each.failed);
  }

  #letGo(id: string): void {
    clearTimeout(this.#held.get(id));
    this.#held.delete(id);
  }

  #askFor(id: string): void {
    this.#letGo(id);
    const held = this.store.get().changes.find((each) => each.id === id);
    if (held === undefined) return;
    this.dismiss(id);
    this.#ask({ ...held, held: false });
  }

  #ask(change: PendingChange): void {
    this.store.set({ changes: [...this.#others(change.messageId), change] });
    const before = this.#last.get(change.messageId) ?? Promise.resolve();
    const answered = before.then(() => this.#answer(change));
    this.#last.set(change.messageId, answered);
    void answered.then(() => this.#last.get(change.messageId) === answered && this.#last.delete(change.messageId));
  }

  async #answer(change: PendingChange): Promise<void> {
    try {
      const message = await this.#request(change);
      this.store.batch(() => {
        this.taken(message);
        this.dismiss(change.id);
      });
    } catch (error) {
      const failed = toProblem(error).detail;
      const changes = this.store.get().changes.map((each) => (each.id === change.id ? { ...each, failed } : each));
      this.store.set({ changes });
    }
  }

  #request({ roomId, messageId, wish }: PendingChange): Promise<Message> {
    switch (wish.kind) {
      case 'edit':
        return this.ports.editMessage(roomId, messageId, wish.text);
      case 'delete':
        return this.ports.deleteMessage(roomId, messageId);
      case 'react':
        return wish.on
          ? this.ports.addReaction(roomId, messageId, wish.emoji)
          : this.ports.removeReaction(roomId, messageId, wish.emoji);
      case 'pin':
        return wish.on ? this.ports.pinMessage(roomId, messageId) : this.ports.unpinMessage(roomId, messageId);
    }
  }
}
