import { DeviceActivity_State } from '@/gen/parley/v1/presence_pb';
import type { Event } from '@/gen/parley/v1/chat_pb';
import { Presences, type PresencesPorts } from './presences';
import type { Store } from './store';
import { Typing, type TypingPorts } from './typing';

/** Without a sign of use for this long, nobody is at the page. */
export const IDLE_MS = 5 * 60_000;

/** Signs of use within this time count as one. */
const NOTED_MS = 1_000;

/** Who is there: others, as the server tells, and whether somebody is at this page. */
export class People {
  readonly presences: Presences;
  readonly typing: Typing;
  #idle = false;
  #usedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    store: Store,
    private readonly ports: PresencesPorts & TypingPorts,
  ) {
    this.presences = new Presences(store, ports);
    this.typing = new Typing(store, ports);
  }

  /** Nobody has used the page for a while. */
  get idle(): boolean {
    return this.#idle;
  }

  /** The person uses the page. */
  used(): void {
    // A pointer that moves says so many times a second.
    const now = this.ports.now();
    if (!this.#idle && now - this.#usedAt < NOTED_MS) return;
    this.#usedAt = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#become(true), IDLE_MS);
    this.#become(false);
  }

  connected(): void {
    this.presences.connected();
  }

  disconnected(): void {
    this.typing.disconnected();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.presences.stop();
    this.typing.disconnected();
  }

  /** A room's log goes on: who has said something, or has gone, types no longer. */
  passed({ roomId, change }: Event): void {
    if (change.case === 'messageCreated') this.typing.ended(roomId, change.value.sender?.id ?? '');
    else if (change.case === 'memberLeft') this.typing.ended(roomId, change.value.person?.id ?? '');
  }

  #become(idle: boolean): void {
    if (idle === this.#idle) return;
    this.#idle = idle;
    const state = idle ? DeviceActivity_State.IDLE : DeviceActivity_State.ACTIVE;
    this.ports.send({ case: 'activity', value: { state } });
  }
}
