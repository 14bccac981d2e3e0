import type { ClientKind } from './wire';

/** What arrives within this time is told to the server once for each room. */
const GATHER_MS = 1_000;

/** What this device has, on its way to the server, which tells those who sent it. Losing some of it does no harm. */
export class Deliveries {
  readonly #newest = new Map<string, number>();
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (kind: ClientKind) => boolean) {}

  /** The device has a room up to here. */
  arrived(roomId: string, seq: number): void {
    if (seq <= (this.#newest.get(roomId) ?? 0)) return;
    this.#newest.set(roomId, seq);
    this.#waiting.add(roomId);
    this.#timer ??= setTimeout(() => this.tell(), GATHER_MS);
  }

  /** Says what waits; where nobody listens, it goes on waiting. */
  tell(): void {
    this.stop();
    for (const roomId of this.#waiting) {
      const seq = BigInt(this.#newest.get(roomId) ?? 0);
      if (this.send({ case: 'delivered', value: { roomId, seq } })) this.#waiting.delete(roomId);
    }
  }

  /** The person is in the room no longer. */
  forget(roomId: string): void {
    this.#newest.delete(roomId);
    this.#waiting.delete(roomId);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
