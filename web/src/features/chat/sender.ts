import { backoff } from './backoff';
import type { Attention, Message, OutboxEntry, Reply } from './model';
import type { Store } from './store';
import { wanting, type ClientKind } from './wire';

export interface SenderPorts {
  /** Hands an envelope to the live connection; false while there is none. */
  send(kind: ClientKind): boolean;
  /** The live connection answers nothing any more: make a new one. */
  restart(): void;
  /** A message was refused because the access token has expired. */
  replaceToken(): Promise<void>;
  /** The other tabs need not send it (any more). */
  settled(clientId: string): void;
  now(): number;
  random(): number;
  newId(): string;
}

export interface Refusal {
  readonly clientId: string;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** When it will be taken, in epoch milliseconds; null where that is not known. */
  readonly retryTime: number | null;
}

const ANSWER_LIMIT_MS = 20_000;
/** So that it does not come a moment too soon. */
const TURN_MARGIN_MS = 50;

/** What a room has under way: a message that was handed over, or a pause before it is handed over again. */
interface Turn {
  readonly clientId: string;
  readonly attempt: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * The outbox: sends each room's messages in order, the next after the answer to the one before, under a clientId that
 * stays the same over every retry, reconnect and reload, so that nothing is lost and nothing is said twice. Tabs that hold
 * the same entry may both send it: the server answers both alike, and each lets go of it by its own answer or event.
 */
export class Sender {
  readonly #turns = new Map<string, Turn>();

  constructor(
    private readonly me: string,
    private readonly store: Store,
    private readonly ports: SenderPorts,
  ) {}

  /** Takes up what a reload or another tab has left behind. */
  take(entries: readonly OutboxEntry[]): void {
    const { outbox } = this.store.get();
    const unknown = entries.filter(({ clientId }) => this.#find(clientId) === undefined);
    if (unknown.length === 0) return;
    this.store.set({ outbox: [...outbox, ...unknown].sort((a, b) => a.time - b.time) });
    for (const { roomId } of unknown) this.#next(roomId);
  }

  /** Another tab had the answer, and its event is on the way here too; or the person discarded it there. */
  settledElsewhere(clientId: string): void {
    if (this.#find(clientId)?.state !== 'sent') this.#remove(clientId);
  }

  add(roomId: string, text: string, reply?: Reply, attention?: Attention): void {
    const { outbox } = this.store.get();
    const time = Math.max(this.ports.now(), (outbox.at(-1)?.time ?? 0) + 1);
    const place = { ...(reply && { reply }), ...(attention && { attention }) };
    const typed = { clientId: this.ports.newId(), roomId, text, time, ...place };
    this.store.set({ outbox: [...outbox, { ...typed, state: 'sending' }] });
    this.#next(roomId);
  }

  retry(clientId: string): void {
    const entry = this.#find(clientId);
    if (entry?.state !== 'failed') return;
    this.#replace({ ...asTyped(entry), state: 'sending' });
    this.#next(entry.roomId);
  }

  discard(clientId: string): void {
    const entry = this.#find(clientId);
    if (entry?.state !== 'failed') return;
    this.#remove(clientId);
    this.ports.settled(clientId);
  }

  /** What waits for its turn is not sent: answers what it says; null where it is on its way. */
  takeBack(clientId: string): Pick<OutboxEntry, 'roomId' | 'text' | 'reply'> | null {
    const entry = this.#find(clientId);
    if (entry?.state !== 'sending' || entry.until === undefined) return null;
    this.#remove(clientId);
    this.ports.settled(clientId);
    this.#answered(clientId);
    return entry;
  }

  /** What was typed for a room and is not said yet, in its order. */
  unsent(roomId: string): readonly string[] {
    return this.store
      .get()
      .outbox.filter((entry) => entry.roomId === roomId && entry.state !== 'sent')
      .map(({ text }) => text);
  }

  /** The person has left the room: nothing more is said there. */
  discardRoom(roomId: string): void {
    this.store.set({ outbox: this.store.get().outbox.filter((entry) => entry.roomId !== roomId) });
    this.#endTurn(roomId);
  }

  connected(): void {
    for (const roomId of new Set(this.store.get().outbox.map((entry) => entry.roomId))) this.#next(roomId);
  }

  /** Unanswered messages wait for the next connection. `poisoned`: the server closed because of what was sent. */
  disconnected(poisoned: boolean): void {
    for (const [roomId, turn] of this.#turns) {
      this.#endTurn(roomId);
      if (poisoned) this.#fail(turn.clientId, 'The server did not take this message.');
    }
  }

  /** The message is durable. `known`: its event has been shown already. */
  acknowledged(clientId: string, seq: number, known: boolean): void {
    const entry = this.#find(clientId);
    if (entry !== undefined) {
      if (known) this.#remove(clientId);
      else this.#replace({ ...asTyped(entry), state: 'sent', seq });
    }
    this.ports.settled(clientId);
    this.#answered(clientId);
  }

  refused({ clientId, code, message, retryable, retryTime }: Refusal): void {
    const entry = this.#find(clientId);
    if (entry === undefined) {
      this.#answered(clientId);
      return;
    }
    const expired = code === 'UNAUTHENTICATED';
    if (!retryable && !expired) {
      this.#fail(clientId, message);
      this.#answered(clientId);
      return;
    }
    const { roomId } = entry;
    const attempt = this.#turns.get(roomId)?.attempt ?? 0;
    if (expired) this.ports.replaceToken().catch(() => undefined);
    this.#endTurn(roomId);
    const pause = backoff(attempt + 1, this.ports.random());
    if (retryTime !== null) this.#replace({ ...asTyped(entry), state: 'sending', until: retryTime });
    const wait = retryTime === null ? 0 : retryTime - this.ports.now() + TURN_MARGIN_MS;
    const timer = setTimeout(() => this.#handOver(roomId, attempt + 1), Math.max(pause, wait));
    this.#turns.set(roomId, { clientId, attempt, timer });
  }

  /** Messages have been shown; those of this outbox are done. */
  shown(messages: readonly Message[]): void {
    const { outbox } = this.store.get();
    if (outbox.length === 0) return;
    for (const message of messages) {
      if (message.sender.id !== this.me || message.clientId === '') continue;
      if (this.#find(message.clientId) === undefined) continue;
      this.#remove(message.clientId);
      this.ports.settled(message.clientId);
    }
  }

  /** The room's log is known up to here: what was sent up to here has been shown, or lies in a part that was skipped. */
  passed(roomId: string, position: number): void {
    const { outbox } = this.store.get();
    const left = outbox.filter((each) => !(each.roomId === roomId && each.state === 'sent' && each.seq <= position));
    if (left.length < outbox.length) this.store.set({ outbox: left });
  }

  #next(roomId: string): void {
    if (!this.#turns.has(roomId)) this.#handOver(roomId, 0);
  }

  #handOver(roomId: string, attempt: number): void {
    this.#endTurn(roomId);
    const entry = this.store.get().outbox.find((each) => each.roomId === roomId && each.state === 'sending');
    if (entry?.state !== 'sending') return;
    const { clientId, text, reply, attention } = entry;
    const value = { clientId, roomId, text, ...reply, ...(attention && wanting(attention)) };
    if (!this.ports.send({ case: 'send', value })) return;
    if (entry.until !== undefined) this.#replace({ ...asTyped(entry), state: 'sending' });
    const timer = setTimeout(() => this.ports.restart(), ANSWER_LIMIT_MS);
    this.#turns.set(roomId, { clientId, attempt, timer });
  }

  #answered(clientId: string): void {
    for (const [roomId, turn] of this.#turns) {
      if (turn.clientId !== clientId) continue;
      this.#endTurn(roomId);
      this.#next(roomId);
    }
  }

  #endTurn(roomId: string): void {
    clearTimeout(this.#turns.get(roomId)?.timer);
    this.#turns.delete(roomId);
  }

  #fail(clientId: string, reason: string): void {
    const entry = this.#find(clientId);
    if (entry === undefined) return;
    this.#replace({ ...asTyped(entry), state: 'failed', reason });
  }

  #find(clientId: string): OutboxEntry | undefined {
    return this.store.get().outbox.find((entry) => entry.clientId === clientId);
  }

  #replace(entry: OutboxEntry): void {
    this.store.set({
      outbox: this.store.get().outbox.map((each) => (each.clientId === entry.clientId ? entry : each)),
    });
  }

  #remove(clientId: string): void {
    this.store.set({ outbox: this.store.get().outbox.filter((entry) => entry.clientId !== clientId) });
  }
}

/** What does not change on the way. */
function asTyped({
  clientId,
  roomId,
  text,
  reply,
  attention,
  time,
}: OutboxEntry): Pick<OutboxEntry, 'clientId' | 'roomId' | 'text' | 'reply' | 'attention' | 'time'> {
  return { clientId, roomId, text, time, ...(reply && { reply }), ...(attention && { attention }) };
}
