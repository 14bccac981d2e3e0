import type { ClientKind } from './wire';

/** Positions of a room that are read within this time are told to the server once. */
const INTERVAL_MS = 1_000;

export interface ReadsPorts {
  now(): number;
  /** Whether it was handed over. */
  send(kind: ClientKind): boolean;
  /** Whether anything of the room is unread, or the room itself is new, as far as the server has said. */
  isUnread(roomId: string): boolean;
}

interface Said {
  readonly seq: number;
  readonly time: number;
}

/**
 * What the person has read, on its way to the server: at once, then at most once in a second for each room, and again on the
 * next connection until the own log confirms it.
 */
export class Reads {
  readonly #wanted = new Map<string, number>();
  readonly #said = new Map<string, Said>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ports: ReadsPorts) {}

  /** The person has seen a room up to here. */
  seen(roomId: string, seq: number): void {
    if (!this.ports.isUnread(roomId)) return;
    this.#wanted.set(roomId, Math.max(seq, this.#wanted.get(roomId) ?? 0));
    this.#say();
  }

  /** The own log says where the room's position is. */
  moved(roomId: string): void {
    const said = this.#said.get(roomId);
    if (said !== undefined) this.#said.set(roomId, { ...said, seq: 0 });
    this.#say();
  }

  /** The person wants the room unread, or has left it. */
  forget(roomId: string): void {
    this.#wanted.delete(roomId);
    this.#said.delete(roomId);
  }

  connected(): void {
    this.#said.clear();
    this.#say();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #say(): void {
    this.stop();
    let next = Infinity;
    for (const [roomId, seq] of this.#wanted) {
      const { seq: saidSeq, time } = this.#said.get(roomId) ?? { seq: 0, time: -INTERVAL_MS };
      const wait = time + INTERVAL_MS - this.ports.now();
      if (!this.ports.isUnread(roomId)) this.#wanted.delete(roomId);
      else if (saidSeq >= seq) continue;
      else if (wait > 0) next = Math.min(next, wait);
      else if (this.ports.send({ case: 'read', value: { roomId, seq: BigInt(seq) } }))
        this.#said.set(roomId, { seq, time: this.ports.now() });
    }
    if (next < Infinity) this.#timer = setTimeout(() => this.#say(), next);
  }
}
