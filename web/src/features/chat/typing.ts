import type { Typing as WireTyping } from '@/gen/parley/v1/presence_pb';
import type { Store } from './store';
import type { ClientKind } from './wire';

/** The server passes it on in rooms of at most this many. */
export const MAX_TYPING_MEMBERS = 100;
/** Somebody who goes on typing says so this often. */
const SAY_MS = 3_000;
/** Somebody of whom nothing is heard for this long has stopped. */
const HEARD_MS = 6_000;

export interface TypingPorts {
  now(): number;
  /** Whether it was handed over. */
  send(kind: ClientKind): boolean;
}

/** Who is typing, here and elsewhere. */
export class Typing {
  readonly #said = new Map<string, number>();
  /** By room and person: forgets them. */
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly store: Store,
    private readonly ports: TypingPorts,
  ) {}

  /** The person has changed what they write. */
  types(roomId: string): void {
    const room = this.store.get().rooms?.[roomId];
    if (room === undefined || room.memberCount < 2 || room.memberCount > MAX_TYPING_MEMBERS) return;
    // The message that is under way would end what is said before it.
    if (this.store.get().outbox.some((entry) => entry.roomId === roomId && entry.state === 'sending')) return;
    const now = this.ports.now();
    if (now - (this.#said.get(roomId) ?? -SAY_MS) < SAY_MS) return;
    if (this.ports.send({ case: 'typing', value: { roomId } })) this.#said.set(roomId, now);
  }

  /** The person has sent it: what they begin next is said at once. */
  sent(roomId: string): void {
    this.#said.delete(roomId);
  }

  heard({ roomId, userId }: WireTyping): void {
    if (this.store.get().rooms?.[roomId] === undefined) return;
    const key = `${roomId} ${userId}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => this.ended(roomId, userId), HEARD_MS),
    );
    const typing = this.#in(roomId);
    if (!typing.includes(userId)) this.#put(roomId, [...typing, userId]);
  }

  /** Their message has come, or they have gone. */
  ended(roomId: string, userId: string): void {
    const key = `${roomId} ${userId}`;
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const typing = this.#in(roomId);
    if (typing.includes(userId))
      this.#put(
        roomId,
        typing.filter((other) => other !== userId),
      );
  }

  /** Nothing is heard any more. */
  disconnected(): void {
    this.#said.clear();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    if (Object.keys(this.store.get().typing).length > 0) this.store.set({ typing: {} });
  }

  #in(roomId: string): readonly string[] {
    return this.store.get().typing[roomId] ?? [];
  }

  #put(roomId: string, userIds: readonly string[]): void {
    const { [roomId]: _, ...others } = this.store.get().typing;
    this.store.set({ typing: userIds.length === 0 ? others : { ...others, [roomId]: userIds } });
  }
}
