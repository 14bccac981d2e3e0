import type { Event } from '@/gen/parley/v1/chat_pb';
import { toProblem } from '@/rpc/problem';
import type { LogWindow } from './excerpts';
import { changed, type MessageChange } from './messageChange';
import type { FollowedThread, Message, OpenThread } from './model';
import type { MessagePage } from './roomLogs';
import type { Store } from './store';
import { changeItem, merge } from './timeline';
import { begin, heard, moved, stepped, unreadCount, type ReadState } from './unread';
import { countStep, messageItem, type ThreadStanding } from './wire';

export interface ThreadPorts {
  /** The message that began a thread, and what the thread is to the person. */
  getThread(roomId: string, threadId: string): Promise<{ root: Message; standing: ThreadStanding }>;
  listReplies(roomId: string, threadId: string, page: LogWindow & { pageSize: number }): Promise<MessagePage>;
  /** What the person follows. */
  listThreadStandings(): Promise<readonly ThreadStanding[]>;
  markThreadRead(roomId: string, threadId: string, seq: number): Promise<unknown>;
  markThreadUnread(roomId: string, threadId: string, seq: number): Promise<unknown>;
  followThread(roomId: string, threadId: string, on: boolean): Promise<unknown>;
}

export interface ThreadEvents {
  /** Up to where the room's log is known. */
  position(roomId: string): number;
  /** It was told what a thread is to the person: a list that was asked for before may be older. */
  moved(): void;
}

/** What happens to the counts of one thread. */
interface Note {
  readonly threadId: string;
  readonly change: (read: ReadState) => ReadState;
}

const PAGE = 50;
/** A thread that is read on is told to the server at most this often. */
const READ_MS = 1_000;
/** After a failure, the next attempt waits this long. */
const PAUSE_MS = 10_000;

const NO_PAGE: MessagePage = { messages: [], hasMore: false };

/**
 * The threads that the person follows, how far they have read them, and the one that they have opened. Replies come by the
 * logs of their rooms; what the person has read, by their own log; each answer says up to which event of the room it takes
 * account, so all may meet in any order.
 */
export class Threads {
  /** For each answer that is under way, what was heard since it was asked for: it may be from before that. */
  readonly #recordings = new Set<Note[]>();
  /** That of the newest list; an older one is not wanted any more. */
  #listing: Note[] = [];
  /** What became of messages, of all rooms, while pages are under way. */
  #changes: { readonly roomId: string; readonly change: MessageChange }[] = [];
  #reading = 0;
  /** Replies that came while their thread was being read. */
  #arrived: Message[] = [];
  /** The thread whose end is in front of the person. */
  #lookedAt: string | null = null;
  /** The thread that they want unread although it is in front of them. */
  #heldUnread: string | null = null;
  #telling = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly me: string,
    private readonly store: Store,
    private readonly ports: ThreadPorts,
    private readonly events: ThreadEvents,
  ) {}

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#telling = false;
  }

  /** Messages came, live or by reading. */
  arrived(messages: readonly Message[]): void {
    const { blocked } = this.store.get();
    for (const message of messages) {
      const { thread } = message;
      if (thread === null) continue;
      const reply = { ...message, ordinal: thread.ordinal };
      this.#note({ threadId: thread.id, change: (read) => heard(read, [reply], this.me, blocked) });
      this.#show(thread.id, message);
    }
    this.#readOn();
  }

  /** An event says something else of a message than before. */
  changed(event: Event): void {
    const { change } = event;
    const about =
      change.case === 'messageEdited' || change.case === 'messageDeleted' ? change.value.message : undefined;
    const step = countStep(event, this.me, this.store.get().blocked, ({ thread }) => thread?.ordinal);
    const threadId = about?.thread?.id;
    if (step !== null && threadId !== undefined) this.#note({ threadId, change: (read) => stepped(read, step) });
  }

  /** A message is something else. */
  became(roomId: string, change: MessageChange): void {
    if (this.#reading > 0) this.#changes.push({ roomId, change });
    const { thread } = this.store.get();
    if (thread?.kind !== 'ready' || thread.roomId !== roomId) return;
    const root = changed(thread.root, change);
    const items = changeItem(thread.items, change);
    if (root !== thread.root || items !== thread.items) this.store.set({ thread: { ...thread, root, items } });
  }

  /** The own log, or an answer, says what a thread is to the person. */
  told(standing: ThreadStanding): void {
    this.events.moved();
    const { threadId, roomId, following, position } = standing;
    const known = this.store.get().threads[threadId];
    if (!following) this.#forget([threadId]);
    else if (known !== undefined) {
      const read = moved(known.read, position);
      // On another device the person wants it unread: looking at it here does not count.
      if (read.ordinal < known.read.ordinal && this.#lookedAt === threadId) this.#heldUnread = threadId;
      this.#put(threadId, { roomId, read });
    } else if (position.headSeq >= this.events.position(roomId)) this.#put(threadId, { roomId, read: begin(position) });
    // More of the room is known than this takes account of, and of the thread nothing was counted.
    else void this.#ask(roomId, threadId);
  }

  /** Asks for all that the person follows; what is answered takes it over, with what is heard until then. */
  async list(): Promise<() => void> {
    this.#recordings.delete(this.#listing);
    const notes: Note[] = [];
    this.#listing = notes;
    this.#recordings.add(notes);
    const standings = await this.ports.listThreadStandings();
    return () => {
      const { threads } = this.store.get();
      const listed = standings.map(({ threadId, roomId, position }) => {
        const known = threads[threadId];
        const read = known === undefined ? begin(position) : moved(known.read, position);
        return [threadId, { roomId, read: noted(notes, threadId, read) }] as const;
      });
      this.store.set({ threads: Object.fromEntries(listed) });
      this.#recordings.delete(notes);
    };
  }

  /** The person is in the room no longer. */
  left(roomId: string): void {
    const { threads, thread } = this.store.get();
    this.#forget(Object.keys(threads).filter((threadId) => threads[threadId]?.roomId === roomId));
    if (thread?.roomId === roomId) this.store.set({ thread: null });
  }

  /** A room was read anew: what is at hand of its threads may be old. */
  readAnew(roomId: string): void {
    const { thread } = this.store.get();
    if (thread?.roomId === roomId) void this.#load(thread);
  }

  /** Reads a thread, to stand beside its room; around a reply that the person is led to. */
  open(roomId: string, threadId: string, around: number | null): void {
    this.#heldUnread = null;
    const { thread } = this.store.get();
    const same = thread?.id === threadId && thread.around === around && thread.kind !== 'failed';
    if (!same) void this.#load({ id: threadId, roomId, around });
  }

  close(threadId: string): void {
    if (this.store.get().thread?.id === threadId) this.store.set({ thread: null });
  }

  /** The end of the open thread is in front of the person, who reads what is there and what comes. */
  look(threadId: string): void {
    this.#lookedAt = threadId;
    this.#readOn();
  }

  lookAway(threadId: string): void {
    if (this.#lookedAt === threadId) this.#lookedAt = null;
  }

  loadOlder(): Promise<void> {
    return this.#grow('older');
  }

  loadNewer(): Promise<void> {
    return this.#grow('newer');
  }

  /** Follows a thread, or no longer. Rejects with the refusal. */
  async follow(roomId: string, threadId: string, on: boolean): Promise<void> {
    await this.ports.followThread(roomId, threadId, on);
  }

  /** All that is known of a thread is read. */
  async readAll(roomId: string, threadId: string): Promise<void> {
    try {
      await this.ports.markThreadRead(roomId, threadId, this.events.position(roomId));
    } catch {
      // It stays unread, which can be seen.
    }
  }

  /** The reply at `seq` and what follows is to be unread again. */
  async markUnread(roomId: string, threadId: string, seq: number): Promise<void> {
    this.#heldUnread = threadId;
    try {
      await this.ports.markThreadUnread(roomId, threadId, seq);
    } catch {
      // It stays as it was, which can be seen.
      if (this.#heldUnread === threadId) this.#heldUnread = null;
    }
  }

  async #load({ id, roomId, around }: Pick<OpenThread, 'id' | 'roomId' | 'around'>): Promise<void> {
    const loading: OpenThread = { id, roomId, around, kind: 'loading' };
    this.#arrived = [];
    this.store.set({ thread: loading });
    try {
      const [[{ root, standing }, upTo, after], up] = await this.#read(roomId, () =>
        Promise.all([
          this.ports.getThread(roomId, id),
          this.ports.listReplies(roomId, id, { pageSize: PAGE, ...(around !== null && { before: around + 1 }) }),
          around === null ? NO_PAGE : this.ports.listReplies(roomId, id, { after: around, pageSize: PAGE }),
        ]),
      );
      if (this.store.get().thread !== loading) return;
      const older = upTo.hasMore ? 'more' : 'none';
      const newer = after.hasMore ? 'more' : 'none';
      const arrived = after.hasMore ? [] : this.#arrived;
      const items = [...upTo.messages, ...after.messages].map(up).map(messageItem);
      this.store.batch(() => {
        this.store.set({
          thread: {
            ...loading,
            kind: 'ready',
            root: up(root),
            items: merge(items, arrived.map(up).map(messageItem)),
            older,
            newer,
          },
        });
        // Of one that is known, the own log says more.
        if (this.store.get().threads[id] === undefined) this.told(standing);
        this.#readOn();
      });
    } catch (error) {
      if (this.store.get().thread === loading)
        this.store.set({ thread: { ...loading, kind: 'failed', problem: toProblem(error) } });
    }
  }

  async #grow(where: 'older' | 'newer'): Promise<void> {
    const { thread } = this.store.get();
    if (thread?.kind !== 'ready' || (thread[where] !== 'more' && thread[where] !== 'failed')) return;
    const { id, roomId, items, around } = thread;
    const edge = items.at(where === 'older' ? 0 : -1)?.seq;
    if (edge === undefined) return;
    const window = where === 'older' ? { before: edge } : { after: edge };
    this.#arrived = [];
    this.store.set({ thread: { ...thread, [where]: 'loading' } });
    const stillOpen = () => {
      const now = this.store.get().thread;
      return now?.kind === 'ready' && now.id === id && now.around === around ? now : null;
    };
    try {
      const [page, up] = await this.#read(roomId, () =>
        this.ports.listReplies(roomId, id, { ...window, pageSize: PAGE }),
      );
      const now = stillOpen();
      if (now === null) return;
      const arrived = where === 'newer' && !page.hasMore ? this.#arrived : [];
      const added = merge(page.messages.map(up).map(messageItem), arrived.map(up).map(messageItem));
      this.store.set({ thread: { ...now, items: merge(now.items, added), [where]: page.hasMore ? 'more' : 'none' } });
      this.#readOn();
    } catch {
      const now = stillOpen();
      if (now !== null) this.store.set({ thread: { ...now, [where]: 'failed' } });
    }
  }

  /** What is read, and what its messages are after all that became of them until it came. */
  async #read<Answer>(roomId: string, ask: () => Promise<Answer>): Promise<[Answer, (message: Message) => Message]> {
    this.#reading++;
    const from = this.#changes.length;
    try {
      const answer = await ask();
      const since = this.#changes.slice(from).filter((each) => each.roomId === roomId);
      return [answer, (message) => since.reduce((known, { change }) => changed(known, change), message)];
    } finally {
      if (--this.#reading === 0) this.#changes = [];
    }
  }

  async #ask(roomId: string, threadId: string): Promise<void> {
    const notes: Note[] = [];
    this.#recordings.add(notes);
    try {
      const { standing } = await this.ports.getThread(roomId, threadId);
      const known = this.store.get().threads[threadId] !== undefined;
      if (standing.following && !known)
        this.#put(threadId, { roomId, read: noted(notes, threadId, begin(standing.position)) });
    } catch {
      // The next connection lists what there is.
    } finally {
      this.#recordings.delete(notes);
    }
  }

  #note(note: Note): void {
    for (const notes of this.#recordings) notes.push(note);
    const known = this.store.get().threads[note.threadId];
    if (known !== undefined) this.#put(note.threadId, { ...known, read: note.change(known.read) });
  }

  /** A reply comes to the end of the open thread. */
  #show(threadId: string, reply: Message): void {
    const { thread } = this.store.get();
    if (thread?.id !== threadId) return;
    if (thread.kind !== 'ready' || thread.newer !== 'none') this.#arrived.push(reply);
    else this.store.set({ thread: { ...thread, items: merge(thread.items, [messageItem(reply)]) } });
  }

  /** Tells the server that the open thread is read, for as long as it is in front of the person. */
  #readOn(): void {
    const { thread, threads } = this.store.get();
    if (thread?.kind !== 'ready' || thread.newer !== 'none' || this.#telling) return;
    const { id, roomId, items } = thread;
    const followed = threads[id];
    const newest = items.at(-1)?.seq;
    const unread = followed !== undefined && unreadCount(followed.read) > 0;
    if (this.#lookedAt !== id || this.#heldUnread === id || !unread || newest === undefined) return;
    this.#telling = true;
    const again = (delay: number) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#telling = false;
        this.#readOn();
      }, delay);
    };
    again(READ_MS);
    // The own log says what came of it; what could not be said is said again.
    this.ports.markThreadRead(roomId, id, newest).catch(() => again(PAUSE_MS));
  }

  #put(threadId: string, followed: FollowedThread): void {
    const { threads } = this.store.get();
    if (threads[threadId]?.read !== followed.read) this.store.set({ threads: { ...threads, [threadId]: followed } });
  }

  #forget(threadIds: readonly string[]): void {
    const { threads } = this.store.get();
    if (!threadIds.some((threadId) => threads[threadId] !== undefined)) return;
    const left = Object.entries(threads).filter(([threadId]) => !threadIds.includes(threadId));
    this.store.set({ threads: Object.fromEntries(left) });
  }
}

function noted(notes: readonly Note[], threadId: string, read: ReadState): ReadState {
  return notes.filter((note) => note.threadId === threadId).reduce((state, { change }) => change(state), read);
}
