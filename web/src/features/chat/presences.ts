import { timestampFromMs, timestampMs } from '@bufbuild/protobuf/wkt';
import {
  Availability_Choice,
  Presence_State,
  type OwnPresence as WireOwnPresence,
  type Presence as WirePresence,
  type Status as WireStatus,
} from '@/gen/parley/v1/presence_pb';
import type { OwnPresenceChange } from '@/rpc/presenceApi';
import type { ChatState, Naming, OwnPresence, Presence, Room, Status } from './model';
import type { Store } from './store';
import { calledBy, type ClientKind } from './wire';

/** The server lets a connection watch this many people. */
export const MAX_WATCHED = 500;
/** Whom a screen shows at once is said at once. */
const GATHER_MS = 100;
/** Who scrolls away may come back: whom nobody shows any more is let go later. */
const LET_GO_MS = 5_000;

export interface PresencesPorts {
  /** Whether it was handed over. */
  send(kind: ClientKind): boolean;
  readOwnPresence(): Promise<WireOwnPresence>;
  changeOwnPresence(change: OwnPresenceChange): Promise<WireOwnPresence>;
}

/** How those people are whom the screens show, and what the person has chosen about themselves. */
export class Presences {
  /** How often each is shown. */
  readonly #shown = new Map<string, number>();
  #said: ReadonlySet<string> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Infinity;
  /** Counts what the own log and answers have told; an answer that was asked for before is older. */
  #told = 0;

  constructor(
    private readonly store: Store,
    private readonly ports: PresencesPorts,
  ) {}

  /** Somebody is on the screen, until what is answered is called. */
  watch(userId: string): () => void {
    if (userId === '') return () => undefined;
    const count = this.#shown.get(userId) ?? 0;
    this.#shown.set(userId, count + 1);
    if (count === 0 && !this.#said.has(userId)) this.#sayIn(GATHER_MS);
    return () => {
      const left = (this.#shown.get(userId) ?? 1) - 1;
      if (left > 0) this.#shown.set(userId, left);
      else {
        this.#shown.delete(userId);
        this.#sayIn(LET_GO_MS);
      }
    };
  }

  connected(): void {
    this.#said = new Set();
    if (this.#shown.size > 0) this.#say();
    void this.#readOwn();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = Infinity;
  }

  /** The answer to what was said: these and nobody else are watched. */
  snapshot(presences: readonly WirePresence[]): void {
    const before = this.store.get().presences;
    const known = presences.map((presence) => {
      const { userId } = presence;
      return [userId, kept(before[userId], toPresence(presence))] as const;
    });
    this.store.batch(() => {
      this.store.set({ presences: Object.fromEntries(known) });
      this.#name(presences);
    });
  }

  changed(presence: WirePresence): void {
    this.store.batch(() => {
      this.store.set({ presences: { ...this.store.get().presences, [presence.userId]: toPresence(presence) } });
      this.#name([presence]);
    });
  }

  ownChanged(own: WireOwnPresence): void {
    this.#told++;
    this.store.set({ own: toOwnPresence(own) });
  }

  /** Changes what is given. Rejects with the refusal. */
  async change(change: Partial<OwnPresence>): Promise<void> {
    const { choice, choiceUntil = null, status } = change;
    this.ownChanged(
      await this.ports.changeOwnPresence({
        availability:
          choice === undefined ? undefined : { choice: WIRE_CHOICES[choice], expireTime: toTimestamp(choiceUntil) },
        status:
          status === undefined
            ? undefined
            : { emoji: status?.emoji ?? '', text: status?.text ?? '', expireTime: toTimestamp(status?.until ?? null) },
      }),
    );
  }

  /** Takes in what people are called now. Those of whom the person may not know say nothing. */
  #name(presences: readonly WirePresence[]): void {
    const { names, rooms } = this.store.get();
    const news = presences.filter(
      ({ userId, displayName, avatarVersion }) =>
        displayName !== '' &&
        (names[userId]?.displayName !== displayName || names[userId].avatarVersion !== avatarVersion),
    );
    if (news.length === 0) return;
    const added = news.map(
      ({ userId, displayName, avatarVersion }) => [userId, { displayName, avatarVersion }] as const,
    );
    const known = { ...names, ...Object.fromEntries(added) };
    this.store.set({ names: known, rooms: rooms === null ? null : withNames(rooms, known) });
  }

  async #readOwn(): Promise<void> {
    const before = this.#told;
    try {
      const own = await this.ports.readOwnPresence();
      if (before === this.#told) this.ownChanged(own);
    } catch {
      // The own log tells the next change, and the next connection asks again.
    }
  }

  #sayIn(delay: number): void {
    const due = Date.now() + delay;
    if (due >= this.#due) return;
    this.#due = due;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(), delay);
  }

  #say(): void {
    this.stop();
    // Of too many, those who were shown last.
    const wanted = [...this.#shown.keys()].slice(-MAX_WATCHED);
    if (wanted.length === this.#said.size && wanted.every((userId) => this.#said.has(userId))) return;
    if (this.ports.send({ case: 'watch', value: { userIds: wanted } })) this.#said = new Set(wanted);
  }
}

/** Conversations are called by their people; the same where nobody is called otherwise. */
function withNames(rooms: Readonly<Record<string, Room>>, names: ChatState['names']): Readonly<Record<string, Room>> {
  const changed = Object.values(rooms).flatMap((room) => {
    const people = room.people.map((person) => named(person, names[person.id]));
    if (people.every((person, index) => person === room.people[index])) return [];
    return [{ ...room, people, name: room.givenName === '' ? calledBy({ kind: room.kind, people }) : room.name }];
  });
  return changed.length === 0 ? rooms : { ...rooms, ...Object.fromEntries(changed.map((room) => [room.id, room])) };
}

/** Somebody as they are called now; the same where that is known already. */
export function named<P extends Partial<Naming>>(person: P, news: Naming | undefined): P {
  if (news === undefined) return person;
  const { displayName, avatarVersion } = news;
  return person.displayName === displayName && person.avatarVersion === avatarVersion
    ? person
    : { ...person, displayName, avatarVersion };
}

/** The known one where the new one says the same, so that nothing is drawn anew. */
function kept(known: Presence | undefined, news: Presence): Presence {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(news) ? known : news;
}

const STATES: ReadonlyMap<Presence_State, Presence['state']> = new Map([
  [Presence_State.AWAY, 'away'],
  [Presence_State.ONLINE, 'online'],
  [Presence_State.DO_NOT_DISTURB, 'doNotDisturb'],
] as const);

const WIRE_CHOICES = {
  automatic: Availability_Choice.AUTOMATIC,
  away: Availability_Choice.APPEAR_AWAY,
  doNotDisturb: Availability_Choice.NOT_TO_BE_DISTURBED,
  offline: Availability_Choice.APPEAR_OFFLINE,
} as const;

const CHOICES: ReadonlyMap<Availability_Choice, OwnPresence['choice']> = new Map([
  [Availability_Choice.APPEAR_AWAY, 'away'],
  [Availability_Choice.NOT_TO_BE_DISTURBED, 'doNotDisturb'],
  [Availability_Choice.APPEAR_OFFLINE, 'offline'],
] as const);

export function toPresence({ state, lastSeenTime, status }: WirePresence): Presence {
  return {
    // Those that this client does not know are offline to it.
    state: STATES.get(state) ?? 'offline',
    lastSeen: lastSeenTime === undefined ? null : timestampMs(lastSeenTime),
    status: toStatus(status),
  };
}

export function toOwnPresence({ availability, status }: WireOwnPresence): OwnPresence {
  const expireTime = availability?.expireTime;
  return {
    choice: CHOICES.get(availability?.choice ?? Availability_Choice.AUTOMATIC) ?? 'automatic',
    choiceUntil: expireTime === undefined ? null : timestampMs(expireTime),
    status: toStatus(status),
  };
}

function toStatus(status: WireStatus | undefined): Status | null {
  if (status === undefined) return null;
  const { emoji, text, expireTime } = status;
  return { emoji, text, until: expireTime === undefined ? null : timestampMs(expireTime) };
}

function toTimestamp(time: number | null) {
  return time === null ? undefined : timestampFromMs(time);
}
