import type { Event, Room as WireRoom } from '@/gen/parley/v1/chat_pb';
import { toProblem } from '@/rpc/problem';
import type { KeptRoom, KeptTimeline } from './chatStorage';
import { Excerpts, type LogWindow } from './excerpts';
import { changed, type MessageChange } from './messageChange';
import { KEPT_ITEMS } from './keeper';
import { isInRoom } from './messagePath';
import type { Message, Room, SystemItem, Timeline, TimelineItem } from './model';
import { guestStep, roomChange } from './roomFacts';
import type { Store } from './store';
import { changeItem, merge } from './timeline';
import { calledBy, eventItem, messageChange, messageItem, replyChange, toFacts, toMillis } from './wire';

export interface MessagePage {
  readonly messages: readonly Message[];
  /** What became of the room and its members between them. */
  readonly changes?: readonly TimelineItem[];
  readonly hasMore: boolean;
}

/** The same in one run. */
interface PageOfItems {
  readonly items: readonly TimelineItem[];
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
}

export interface RoomLogPorts {
  getRoom(roomId: string): Promise<WireRoom>;
  listMessages(roomId: string, page: LogWindow & { pageSize: number }): Promise<MessagePage>;
}

export interface RoomLogEvents {
  /** Messages entered a timeline, live or by reading. */
  arrived(messages: readonly Message[]): void;
  /** An event says something else of a message than before. */
  changed(event: Event): void;
  /** A message is something else, or the page has asked for it to be. */
  became(roomId: string, change: MessageChange): void;
  /** A room was read anew: what was told of it before may have holes. */
  reread(room: WireRoom): void;
  /** A room's log is known up to here, whether or not all of it was read. */
  passed(roomId: string, position: number): void;
  /** A hole in a log could not be read: resume the connection from the last position. */
  broken(): void;
}

const NEWEST_PAGE = 50;

/** How much of a room's log is at hand while nobody looks back in it: beyond `most`, the newest `kept` of it. */
export interface AtHand {
  readonly most: number;
  readonly kept: number;
}

/** Seldom enough for the cut to cost nothing, and as much as the device keeps: some twenty screens. */
export const AT_HAND: AtHand = { most: 600, kept: KEPT_ITEMS };

/** What reading a room brought, to be taken over in one turn: `take` puts it into the timeline, which then stands for `position`. */
interface CaughtUp {
  readonly position: number;
  readonly take: () => void;
}

/**
 * The logs of all rooms: up to which position each is known, and the items of those that were opened.
 *
 * A room's position only moves over an unbroken log. An event at or below it is a repetition and is dropped; one beyond
 * the next shows a hole: since anything at hand may have changed in it, the room is read anew while later events wait. A
 * position and the items that it stands for change in the same turn.
 *
 * Messages change after they were said. Each says which events it takes into account (`changeSeq`), so what is read by
 * request and what comes live may meet in any order.
 *
 * A page stays open for weeks. So what is at hand of a room is bounded, but for what the person looks back at.
 */
export class RoomLogs {
  readonly #positions = new Map<string, number>();
  /** Up to which event that what is known of a room itself takes into account which was read by request. */
  readonly #factsAt = new Map<string, number>();
  /** Events of rooms whose position is not known yet, or that are being caught up. */
  readonly #waiting = new Map<string, Event[]>();
  readonly #catchingUp = new Set<string>();
  /** Rooms that have to be read anew once more: another part was dropped while they were read. */
  readonly #readAgain = new Set<string>();
  /** What changed in rooms while pages of them are under way, which may be from before that. */
  readonly #underWay = new Map<string, Set<MessageChange[]>>();
  /** Rooms in which the person looks at what is above their end. */
  readonly #lookedBack = new Set<string>();
  /** What the person looks at instead of the end of a room. */
  readonly excerpts: Excerpts;
  /** Counts connections; what was under way for an older one no longer moves positions. */
  #connection = 0;

  constructor(
    private readonly me: string,
    private readonly store: Store,
    private readonly ports: RoomLogPorts,
    private readonly events: RoomLogEvents,
    private readonly atHand: AtHand,
  ) {
    this.excerpts = new Excerpts(store, (roomId, window) => this.#read(roomId, window));
  }

  position(roomId: string): number | undefined {
    return this.#positions.get(roomId);
  }

  positions(): ReadonlyMap<string, number> {
    return this.#positions;
  }

  /** Begins where an earlier page left off. */
  restore(rooms: readonly KeptRoom[], timelines: readonly KeptTimeline[]): void {
    for (const { room, position } of rooms) this.#positions.set(room.id, position);
    for (const { roomId, position, items, older } of timelines) {
      // Another tab may have brought the room's position beyond what these items stand for.
      if (!this.#positions.has(roomId)) continue;
      this.#positions.set(roomId, position);
      this.#put(roomId, { kind: 'ready', items, older });
    }
  }

  /** The connection is gone: what waited will be sent again from the positions. */
  disconnected(): void {
    this.#connection++;
    this.#waiting.clear();
    this.#catchingUp.clear();
    this.#readAgain.clear();
  }

  /** The person is in the room, whose log is at `headSeq`. */
  enter(roomId: string, headSeq: number): void {
    if (this.#positions.has(roomId)) return;
    this.#positions.set(roomId, headSeq);
    this.#replay(roomId);
  }

  /** A room was read as it stood at a position. Answers false if more is known of it already: such an answer was late. */
  describe(roomId: string, headSeq: number): boolean {
    if (headSeq < Math.max(this.#positions.get(roomId) ?? 0, this.#factsAt.get(roomId) ?? 0)) return false;
    this.#factsAt.set(roomId, headSeq);
    return true;
  }

  /** The person is in the room no longer. */
  leave(roomId: string): void {
    this.#positions.delete(roomId);
    this.#factsAt.delete(roomId);
    this.#waiting.delete(roomId);
    this.#catchingUp.delete(roomId);
    this.#readAgain.delete(roomId);
    const { [roomId]: _, ...timelines } = this.store.get().timelines;
    this.store.set({ timelines });
    this.excerpts.close(roomId);
  }

  apply(event: Event): void {
    const { roomId } = event;
    const position = this.#positions.get(roomId);
    if (position === undefined || this.#catchingUp.has(roomId)) {
      this.#wait(event);
      return;
    }
    const seq = Number(event.seq);
    if (seq <= position) return;
    if (seq > position + 1) {
      this.#wait(event);
      void this.#catchUp(roomId, () => this.#readAnew(roomId));
      return;
    }
    this.store.batch(() => {
      this.#positions.set(roomId, seq);
      const item = eventItem(event);
      if (item !== null) this.#showAll(roomId, [item]);
      if (seq > (this.#factsAt.get(roomId) ?? 0)) this.#note(roomId, event, item);
      // The room was read after this. Lists of its members and pins may have been read before.
      else if (event.change.case !== 'messageCreated')
        this.#patchRoom(roomId, () => ({ membersSeq: seq, pinsSeq: seq }));
      const ofRoot = replyChange(event);
      if (ofRoot !== null) this.#change(roomId, ofRoot);
      const change = messageChange(event);
      if (change === null) return;
      this.#change(roomId, change);
      this.events.changed(event);
    });
  }

  /** The server has answered with a message as it stands. */
  take(message: Message): void {
    this.#change(message.roomId, { kind: 'message', messageSeq: message.seq, message });
  }

  /** More was missed than the server replays, so what is at hand may be old: the room is read anew. */
  resync(roomId: string): void {
    if (!this.#positions.has(roomId)) return;
    if (this.#catchingUp.has(roomId)) this.#readAgain.add(roomId);
    else void this.#catchUp(roomId, () => this.#readAnew(roomId));
  }

  /** Reads the newest messages of a room, unless they are at hand. Its position must be known. */
  async open(roomId: string): Promise<void> {
    const timeline = this.store.get().timelines[roomId];
    if (timeline !== undefined && timeline.kind !== 'failed') return;
    this.#put(roomId, { kind: 'loading', items: [] });
    try {
      const page = await this.#read(roomId, {});
      const now = this.store.get().timelines[roomId];
      if (now?.kind !== 'loading') return;
      const items = merge(page.items, now.items);
      this.#put(roomId, { kind: 'ready', items, older: page.hasMore ? 'more' : 'none' });
      this.excerpts.join(roomId);
      this.events.arrived(page.messages);
    } catch (error) {
      if (this.store.get().timelines[roomId]?.kind === 'loading') {
        this.#put(roomId, { kind: 'failed', problem: toProblem(error) });
      }
    }
  }

  /** The person looks at what is above the end of a room: it stays at hand until what is answered is called. */
  lookBack(roomId: string): () => void {
    this.#lookedBack.add(roomId);
    return () => {
      this.#lookedBack.delete(roomId);
      this.#cut(roomId);
    };
  }

  /** Reads the page before the oldest message at hand. */
  async loadOlder(roomId: string): Promise<void> {
    if (this.store.get().excerpts[roomId] !== undefined) return this.excerpts.loadOlder(roomId);
    const timeline = this.store.get().timelines[roomId];
    if (timeline?.kind !== 'ready' || (timeline.older !== 'more' && timeline.older !== 'failed')) return;
    const before = timeline.items[0]?.seq;
    if (before === undefined) return;
    this.#put(roomId, { ...timeline, older: 'loading' });
    try {
      const page = await this.#read(roomId, { before });
      const now = this.store.get().timelines[roomId];
      // Read anew meanwhile, it may begin elsewhere.
      if (now?.kind !== 'ready' || now.items[0]?.seq !== before) return;
      const items = merge(now.items, page.items);
      this.#put(roomId, { kind: 'ready', items, older: page.hasMore ? 'more' : 'none' });
      this.events.arrived(page.messages);
    } catch {
      const now = this.store.get().timelines[roomId];
      if (now?.kind === 'ready') this.#put(roomId, { ...now, older: 'failed' });
    }
  }

  /** A page of the newest messages, or of those before or after one, with all that became of them until it came. */
  async #read(roomId: string, window: LogWindow): Promise<PageOfItems> {
    const changes: MessageChange[] = [];
    const underWay = this.#underWay.get(roomId) ?? new Set();
    this.#underWay.set(roomId, underWay.add(changes));
    try {
      const page = await this.ports.listMessages(roomId, { ...window, pageSize: NEWEST_PAGE });
      const messages = page.messages.map((message) => changes.reduce(changed, message));
      // A direct conversation always has the same people.
      const direct = this.store.get().rooms?.[roomId]?.kind === 'DIRECT';
      const around = direct ? [] : (page.changes ?? []);
      return { messages, items: merge(around, messages.map(messageItem)), hasMore: page.hasMore };
    } finally {
      underWay.delete(changes);
    }
  }

  #change(roomId: string, change: MessageChange): void {
    this.#underWay.get(roomId)?.forEach((changes) => changes.push(change));
    this.excerpts.change(roomId, change);
    this.events.became(roomId, change);
    const timeline = this.store.get().timelines[roomId];
    if (timeline === undefined || timeline.kind === 'failed') return;
    const items = changeItem(timeline.items, change);
    if (items !== timeline.items) this.#put(roomId, { ...timeline, items });
  }

  /** Reads what a room lacks, takes it over, and goes on with what waited. */
  async #catchUp(roomId: string, read: () => Promise<CaughtUp>): Promise<void> {
    if (this.#catchingUp.has(roomId)) return;
    this.#catchingUp.add(roomId);
    const connection = this.#connection;
    try {
      const { position: known, take } = await read();
      if (connection !== this.#connection || !this.#catchingUp.delete(roomId)) return;
      this.store.batch(() => {
        take();
        // All that was said before the first waiting event was committed before it, so it has been read.
        const position = Math.max(known, Number(this.#waiting.get(roomId)?.[0]?.seq ?? 0) - 1);
        this.#positions.set(roomId, position);
        if (!this.#isOpen(roomId)) this.#noteNewest(roomId, { seq: position, time: 0 });
        this.events.passed(roomId, position);
        this.#replay(roomId);
      });
      if (this.#readAgain.delete(roomId)) this.resync(roomId);
    } catch {
      if (connection === this.#connection) this.events.broken();
    }
  }

  /** Reads the room as if for the first time; a room that was never opened needs its position only. */
  async #readAnew(roomId: string): Promise<CaughtUp> {
    const room = await this.ports.getRoom(roomId);
    const head = Number(room.headSeq);
    const clamp = () => {
      this.#clamp(roomId, head);
      this.#factsAt.set(roomId, head);
      const time = toMillis(room.lastMessageTime ?? room.createTime);
      this.#patchRoom(roomId, ({ newestTime }) => ({
        ...toFacts(room),
        newestTime: Math.max(newestTime, time),
        membersSeq: head,
        pinsSeq: head,
      }));
      this.events.reread(room);
    };
    if (!this.#isOpen(roomId)) return { position: head, take: clamp };
    const page = await this.#read(roomId, {});
    return {
      // Not that of the newest message: what else happened before it is still to come.
      position: head,
      take: () => {
        clamp();
        this.#put(roomId, { kind: 'ready', items: [], older: page.hasMore ? 'more' : 'none' });
        this.#showAll(roomId, page.items);
        this.excerpts.readAnew(roomId);
      },
    };
  }

  /** A log that was set back (restored from a copy) ends before what was known of it. */
  #clamp(roomId: string, head: number): void {
    this.#patchRoom(roomId, ({ newestSeq, read }) =>
      // Nothing of what is known of reads may outweigh what the server says next.
      newestSeq > head ? { newestSeq: head, read: { ...read, head: 0, at: 0, later: {}, steps: [] } } : null,
    );
  }

  #wait(event: Event): void {
    const waiting = this.#waiting.get(event.roomId);
    if (waiting === undefined) this.#waiting.set(event.roomId, [event]);
    else waiting.push(event);
  }

  #replay(roomId: string): void {
    const waiting = this.#waiting.get(roomId) ?? [];
    this.#waiting.delete(roomId);
    for (const event of waiting) this.apply(event);
  }

  #isOpen(roomId: string): boolean {
    const timeline = this.store.get().timelines[roomId];
    return timeline !== undefined && timeline.kind !== 'failed';
  }

  /** An event says something else of the room itself. */
  #note(roomId: string, event: Event, item: TimelineItem | null): void {
    if (item?.kind === 'system') this.#noteMembership(roomId, item);
    const guests = guestStep(event);
    this.#patchRoom(roomId, ({ guestCount }) => (guests === 0 ? null : { guestCount: guestCount + guests }));
    const facts = roomChange(event, this.me);
    if (facts === null) return;
    this.#patchRoom(roomId, (room) =>
      facts.givenName === undefined ? facts : { ...facts, name: facts.givenName || calledBy(room) },
    );
  }

  #showAll(roomId: string, items: readonly TimelineItem[]): void {
    this.store.batch(() => {
      const timeline = this.store.get().timelines[roomId];
      if (timeline !== undefined && timeline.kind !== 'failed') {
        const shown = items.filter((item) => item.kind !== 'message' || isInRoom(item.message));
        this.#put(roomId, { ...timeline, items: merge(timeline.items, shown) });
        this.#cut(roomId);
      }
      const messages = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
      const newest = messages.at(-1);
      if (newest !== undefined) this.#noteNewest(roomId, newest);
      this.events.arrived(messages);
    });
  }

  #cut(roomId: string): void {
    const timeline = this.store.get().timelines[roomId];
    if (timeline?.kind !== 'ready' || timeline.items.length <= this.atHand.most || this.#lookedBack.has(roomId)) return;
    this.#put(roomId, { kind: 'ready', items: timeline.items.slice(-this.atHand.kept), older: 'more' });
  }

  #noteNewest(roomId: string, { seq, time }: Pick<Message, 'seq' | 'time'>): void {
    this.#patchRoom(roomId, ({ newestSeq, newestTime }) =>
      seq > newestSeq || time > newestTime
        ? { newestSeq: Math.max(seq, newestSeq), newestTime: Math.max(time, newestTime) }
        : null,
    );
  }

  #noteMembership(roomId: string, { seq, members, person }: SystemItem): void {
    // One's own leaving: the own log takes the room away, and its members are none of one's business any more.
    if (members === -1 && person.id === this.me) return;
    this.#patchRoom(roomId, (room) => ({ membersSeq: seq, memberCount: Math.max(room.memberCount + members, 0) }));
  }

  #patchRoom(roomId: string, patch: (room: Room) => Partial<Room> | null): void {
    const { rooms } = this.store.get();
    const room = rooms?.[roomId];
    if (room === undefined) return;
    const change = patch(room);
    if (change !== null) this.store.set({ rooms: { ...rooms, [roomId]: { ...room, ...change } } });
  }

  #put(roomId: string, timeline: Timeline): void {
    this.store.set({ timelines: { ...this.store.get().timelines, [roomId]: timeline } });
  }
}
