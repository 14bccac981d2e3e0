import { create } from '@bufbuild/protobuf';
import { RoomChanged_Detail, RoomSchema, type Room } from '@/gen/parley/v1/chat_pb';
import { Problem } from '@/rpc/problem';
import {
  GRACE,
  happened,
  ME,
  message,
  type OwnChange,
  ownEvent,
  type ServerKind,
  threadChange,
  wireMessage,
} from './engineHarness';
import type { Line } from './historyBrowser';
import { Desk } from './historyDesk';
import type { Message, Person } from './model';
import type { LogWindow } from './excerpts';
import type { MessagePage } from './roomLogs';
import type { ThreadStanding } from './wire';

/** The same numbers for the same seed, uniform in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One event of a room's log: it refers to its message, which is told as it is when the event is. */
interface Entry {
  readonly kind:
    | 'said'
    | 'edited'
    | 'deleted'
    | 'reactionAdded'
    | 'reactionRemoved'
    | 'pinChanged'
    | 'messageUpdated'
    | 'pollChanged'
    | 'replied'
    | 'replyDeleted'
    | 'roomChanged';
  readonly ordinal: number;
  /** Which of the room's replies. */
  readonly reply?: number;
  readonly emoji?: string;
  readonly person?: Person;
  readonly pinned?: boolean;
  /** By how much it changed the mentions of the person. */
  readonly mentions?: number;
  /** After how many seconds what is said disappears. */
  readonly lifetime?: number;
}

/** All that one can see of a message. */
export function seen({ seq, text, editTime, deleted, reactions, pinTime, replies, ...more }: Message): string {
  const who = reactions.map(({ emoji, count, userIds }) => `${emoji}${count}${userIds.join()}`).join(' ');
  return `${seq} ${text}${editTime === null ? '' : ' (edited)'}${deleted ? ' (deleted)' : ''}${pinTime === null ? '' : ' (pinned)'}${replies === null ? '' : ` (${replies.count} of ${replies.headOrdinal} replies by ${replies.userIds.join()})`}${more.acknowledgements === null ? '' : ` (noted by ${more.acknowledgements.count})`}${more.poll === null ? '' : ` (${more.poll.options.map(({ count }) => count).join(' to ')})`}${more.previews.map(({ title }) => ` [${title}]`).join('')} ${who}`.trim();
}

/** What nothing is left of in a tombstone. */
const BARE = { acknowledgements: null, previews: [], poll: null };

const QUESTION = { multiple: true, anonymous: true, closeTime: null, voterCount: 0 };

/** The server: logs of rooms, idempotent by clientId, told to everybody who is connected. */
export class World {
  readonly #messages = new Map<string, Message[]>();
  readonly #logs = new Map<string, Entry[]>();
  readonly #replies = new Map<string, Message[]>();
  /** Ordinal of the last reply that is read, of the threads that the person follows. */
  readonly #followed = new Map<string, number>();
  readonly #places = new Map<string, Message>();
  readonly #lifetimes = new Map<string, number>();
  readonly #lines = new Set<Line>();
  /** Ordinal of the last message that is read. */
  readonly #read = new Map<string, number>();
  /** The person's own log: each entry says what there is when it is told. */
  readonly #own: (() => OwnChange)[] = [];
  readonly desk: Desk;
  reachable = true;

  constructor(
    roomIds: readonly string[],
    private readonly random: () => number,
  ) {
    this.desk = new Desk((change) => this.#tell(change), random);
    for (const roomId of roomIds) {
      this.#messages.set(roomId, []);
      this.#logs.set(roomId, []);
      this.say(roomId, 'welcome');
    }
  }

  log(roomId: string): string[] {
    return this.#said(roomId).map(seen);
  }

  texts(roomId: string): string[] {
    return this.#said(roomId).map(({ text }) => text);
  }

  say(roomId: string, text: string, clientId = '', sender = GRACE): Message {
    const before = this.#places.get(clientId);
    if (before !== undefined) return before;
    const seq = this.#log(roomId).length + 1;
    const ordinal = this.#said(roomId).length + 1;
    const said = {
      ...message(seq, text, clientId, sender),
      id: `${roomId} ${ordinal}`,
      roomId,
      ordinal,
      mentions: named(text),
      poll: text.endsWith('?') ? { ...QUESTION, options: ['yes', 'no'].map(unchosen) } : null,
    };
    this.#said(roomId).push(said);
    if (clientId !== '') this.#places.set(clientId, said);
    if (sender === ME) this.#read.set(roomId, ordinal);
    this.#append(roomId, { kind: 'said', ordinal });
    return said;
  }

  /** Grace edits something that she has said. */
  edit(roomId: string, text: string): void {
    this.#change(roomId, (before) => {
      if (before.sender !== GRACE) return null;
      const mentions = named(text).length - before.mentions.length;
      return [
        { kind: 'edited', mentions },
        { text, mentions: named(text), editTime: 1 },
      ];
    });
  }

  /** Grace deletes something that she has said. */
  delete(roomId: string): void {
    this.#change(roomId, (before) => {
      if (before.sender !== GRACE) return null;
      const gone = { text: '', mentions: [], editTime: null, deleted: true, reactions: [], pinTime: null, ...BARE };
      return [{ kind: 'deleted', mentions: -before.mentions.length }, gone];
    });
  }

  /** Grace pins something, or takes its pin away. */
  pin(roomId: string): void {
    this.#change(roomId, (before) => {
      const pinned = before.pinTime === null;
      return [{ kind: 'pinChanged', pinned }, { pinTime: pinned ? 1 : null }];
    });
  }

  /** Somebody acknowledges something, or it shows a preview. */
  update(roomId: string, title: string): void {
    this.#change(roomId, ({ acknowledgements, previews }) => [
      { kind: 'messageUpdated' },
      previews.length === 0
        ? { previews: [{ id: title, url: '', title, description: '', siteName: '', pictureVersion: '' }] }
        : { acknowledgements: { count: (acknowledgements?.count ?? 0) + 1, userIds: [] } },
    ]);
  }

  /** Somebody answers something that was asked. */
  vote(roomId: string): void {
    this.#change(roomId, ({ poll }) => {
      if (poll === null) return null;
      const chosen = Math.floor(this.random() * poll.options.length);
      const options = poll.options.map((each, index) => ({ ...each, count: each.count + (index === chosen ? 1 : 0) }));
      return [{ kind: 'pollChanged' }, { poll: { ...poll, options, voterCount: poll.voterCount + 1 } }];
    });
  }

  /** Grace has what is said in a room disappear after some time. */
  disappear(roomId: string, lifetime: number): void {
    this.#lifetimes.set(roomId, lifetime);
    this.#append(roomId, { kind: 'roomChanged', ordinal: 0, lifetime });
  }

  /** Grace replies to something; whom she names then follows the thread, and who began it. */
  reply(roomId: string, text: string): void {
    const said = this.#said(roomId);
    const index = Math.max(said.length - 1 - Math.floor(this.random() * 4), 0);
    const root = said[index];
    if (root === undefined || (root.deleted && root.replies === null)) return;
    const seq = this.#log(roomId).length + 1;
    const { count = 0, headOrdinal = 0, userIds = [] } = root.replies ?? {};
    const ordinal = headOrdinal + 1;
    const thread = { id: root.id, seq: root.seq, ordinal };
    const id = `${root.id} ${ordinal}`;
    const reply = { ...message(seq, text), id, roomId, ordinal: 0, mentions: named(text), thread };
    const replies = this.#repliesIn(roomId);
    replies.push(reply);
    const named5 = userIds.includes(GRACE.id) ? userIds : [...userIds, GRACE.id];
    const now = { count: count + 1, headOrdinal: ordinal, lastTime: reply.time, userIds: named5 };
    said[index] = { ...root, replies: now, changeSeq: seq };
    const begins = !this.#followed.has(root.id) && (root.sender === ME || reply.mentions.length > 0);
    if (begins) this.#followed.set(root.id, ordinal - 1);
    this.#append(roomId, { kind: 'replied', ordinal: root.ordinal, reply: replies.length - 1 });
    if (begins) this.#tellStanding(root.id);
  }

  /** Grace deletes one of her replies. */
  deleteReply(roomId: string): void {
    const replies = this.#repliesIn(roomId);
    const index = replies.length - 1 - Math.floor(this.random() * 5);
    const reply = replies[index];
    if (reply === undefined || reply.deleted || reply.thread === null) return;
    const seq = this.#log(roomId).length + 1;
    const mentions = -reply.mentions.length;
    replies[index] = { ...reply, text: '', mentions: [], deleted: true, changeSeq: seq };
    const said = this.#said(roomId);
    const at = said.findIndex(({ id }) => id === reply.thread?.id);
    const root = said[at] as Message;
    said[at] = { ...root, replies: root.replies && { ...root.replies, count: root.replies.count - 1 }, changeSeq: seq };
    this.#append(roomId, { kind: 'replyDeleted', ordinal: root.ordinal, reply: index, mentions });
  }

  /** The person follows a thread from now on, or no longer. */
  follow(threadId: string, on: boolean): ThreadStanding {
    if (on !== this.#followed.has(threadId)) {
      if (on) this.#followed.set(threadId, this.#inThread(threadId).length);
      else this.#followed.delete(threadId);
      this.#tellStanding(threadId);
    }
    return this.standing(threadId);
  }

  /** Puts the read position in a thread on the last reply at or before `seq`. */
  readThread(threadId: string, seq: number, back = false): ThreadStanding {
    const before = this.#followed.get(threadId);
    const ordinal = this.#inThread(threadId).filter((each) => each.seq <= seq).length;
    if (before !== undefined && (back ? ordinal < before : ordinal > before)) {
      this.#followed.set(threadId, ordinal);
      this.#tellStanding(threadId);
    }
    return this.standing(threadId);
  }

  thread(threadId: string): { root: Message; standing: ThreadStanding } {
    const root = this.#said(roomOf(threadId)).find(({ id }) => id === threadId) as Message;
    return { root, standing: this.standing(threadId) };
  }

  standing(threadId: string): ThreadStanding {
    const roomId = roomOf(threadId);
    const replies = this.#inThread(threadId);
    const read = this.#followed.get(threadId);
    const after = replies.slice(read ?? replies.length).filter(({ deleted }) => !deleted);
    const position = {
      seq: replies[(read ?? 0) - 1]?.seq ?? 0,
      ordinal: read ?? 0,
      headOrdinal: replies.length,
      headSeq: this.#log(roomId).length,
      unreadCount: after.length,
      mentionCount: after.filter(({ mentions }) => mentions.length > 0).length,
    };
    return { threadId, roomId, following: read !== undefined, position };
  }

  standings(): ThreadStanding[] {
    return [...this.#followed.keys()].map((threadId) => this.standing(threadId));
  }

  replies(threadId: string, { before = Infinity, after, pageSize }: LogWindow & { pageSize: number }): MessagePage {
    const all = this.#inThread(threadId).filter(({ seq }) => (after === undefined ? seq < before : seq > after));
    const page = after === undefined ? all.slice(-pageSize) : all.slice(0, pageSize);
    return { messages: page, hasMore: all.length > page.length };
  }

  #inThread(threadId: string): Message[] {
    return this.#repliesIn(roomOf(threadId)).filter(({ thread }) => thread?.id === threadId);
  }

  #repliesIn(roomId: string): Message[] {
    const replies = this.#replies.get(roomId) ?? [];
    this.#replies.set(roomId, replies);
    return replies;
  }

  #tellStanding(threadId: string): void {
    this.#tell(() => threadChange(this.standing(threadId)));
  }

  #tell(change: () => OwnChange): void {
    this.#own.push(change);
    const news = ownEvent(this.#own.length, change());
    for (const line of this.#lines) line.follows(news);
  }

  /** Somebody reacts to something, or takes that back. */
  toggle(roomId: string, emoji: string, person: Person): void {
    this.#change(roomId, (before) => this.#toggled(before, emoji, person, !reactedBy(before, emoji, person)));
  }

  /** The answer to a request to react. */
  react(id: string, emoji: string, added: boolean): Message {
    const roomId = id.split(' ')[0] ?? '';
    const find = () => this.#said(roomId).find((each) => each.id === id);
    const before = find();
    if (before?.deleted) throw new Problem('MESSAGE_DELETED', 410, 'deleted', false);
    this.#change(roomId, (each) => this.#toggled(each, emoji, ME, added), (before?.ordinal ?? 1) - 1);
    return find() ?? message(1, '');
  }

  #toggled(before: Message, emoji: string, person: Person, added: boolean): [Happening, Partial<Message>] | null {
    if (reactedBy(before, emoji, person) === added) return null;
    const others = before.reactions.find((each) => each.emoji === emoji)?.userIds ?? [];
    const userIds = added ? [...others, person.id] : others.filter((id) => id !== person.id);
    const reaction = { emoji, count: userIds.length, userIds };
    const reactions =
      others.length === 0
        ? [...before.reactions, reaction]
        : before.reactions.map((each) => (each.emoji === emoji ? reaction : each)).filter(({ count }) => count > 0);
    return [{ kind: added ? 'reactionAdded' : 'reactionRemoved', emoji, person }, { reactions }];
  }

  /** One of the last few messages that are not deleted becomes something else, and the log says so. */
  #change(
    roomId: string,
    become: (before: Message) => [Happening, Partial<Message>] | null,
    index = Math.max(this.#said(roomId).length - 1 - Math.floor(this.random() * 8), 0),
  ): void {
    const before = this.#said(roomId)[index];
    const change = before === undefined || before.deleted ? null : become(before);
    if (before === undefined || change === null) return;
    const [happening, after] = change;
    this.#said(roomId)[index] = { ...before, ...after, changeSeq: this.#log(roomId).length + 1 };
    this.#append(roomId, { ...happening, ordinal: before.ordinal });
  }

  #append(roomId: string, entry: Entry): void {
    this.#log(roomId).push(entry);
    const event = this.#event(roomId, this.#log(roomId).length);
    for (const line of this.#lines) line.follows(event);
  }

  /** An event with its message as it is now. */
  #event(roomId: string, seq: number): ServerKind {
    const {
      kind,
      ordinal,
      reply,
      emoji = '',
      person = GRACE,
      pinned = false,
      mentions = 0,
      lifetime = 0,
    } = this.#log(roomId)[seq - 1] as Entry;
    if (kind === 'roomChanged') {
      const details = { name: roomId, messageLifetimeSeconds: lifetime };
      const changed = [RoomChanged_Detail.MESSAGE_LIFETIME];
      return happened(seq, { case: kind, value: { person, changed, details } }, roomId);
    }
    const now = (reply === undefined ? this.#said(roomId)[ordinal - 1] : this.#repliesIn(roomId)[reply]) as Message;
    const message = wireMessage(now);
    const mentionChange =
      mentions === 0 ? undefined : { added: mentions > 0 ? [ME.id] : [], removed: mentions < 0 ? [ME.id] : [] };
    if (kind === 'said' || kind === 'replied') return happened(seq, { case: 'messageCreated', value: message }, roomId);
    if (kind === 'edited') return happened(seq, { case: 'messageEdited', value: { message, mentionChange } }, roomId);
    if (kind === 'deleted' || kind === 'replyDeleted')
      return happened(seq, { case: 'messageDeleted', value: { message, mentionChange, person } }, roomId);
    if (now.deleted) return happened(seq, { case: 'messageEdited', value: { message } }, roomId);
    if (kind === 'pinChanged') return happened(seq, { case: kind, value: { message, person, pinned } }, roomId);
    if (kind === 'pollChanged') return happened(seq, { case: kind, value: { message } }, roomId);
    if (kind === 'messageUpdated') return happened(seq, { case: kind, value: { message } }, roomId);
    const value = { messageId: now.id, messageSeq: BigInt(now.seq), emoji, person };
    return happened(seq, { case: kind, value }, roomId);
  }

  /** What a connection is told of a room that knows it up to a position. */
  replay(roomId: string, after: number): ServerKind[] {
    return this.#log(roomId)
      .slice(after)
      .map((_, index) => this.#event(roomId, after + index + 1));
  }

  /** The answer to a request, after a while; none comes while the server is out of reach. */
  async request<T>(answer: () => T): Promise<T> {
    await this.#carry();
    const answered = answer();
    await this.#carry();
    return answered;
  }

  wait(longest = 30): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.random() * longest));
  }

  rooms(): Room[] {
    return [...this.#logs.keys()].map((roomId) => this.room(roomId));
  }

  room(roomId: string): Room {
    const { seq, ordinal, ...counts } = this.#position(roomId);
    const messageLifetimeSeconds = this.#lifetimes.get(roomId) ?? 0;
    const facts = { id: roomId, name: roomId, memberCount: 2, joined: true, messageLifetimeSeconds };
    return create(RoomSchema, { ...facts, ...counts, readSeq: seq, readOrdinal: ordinal });
  }

  unread(roomId: string): [number, number] {
    const { unreadCount, mentionCount } = this.#position(roomId);
    return [Number(unreadCount), Number(mentionCount)];
  }

  #position(roomId: string) {
    const said = this.#said(roomId);
    const read = this.#read.get(roomId) ?? 0;
    const after = said.slice(read).filter(({ deleted }) => !deleted);
    return {
      seq: BigInt(said[read - 1]?.seq ?? 0),
      ordinal: BigInt(read),
      headOrdinal: BigInt(said.length),
      headSeq: BigInt(this.#log(roomId).length),
      unreadCount: BigInt(after.length),
      mentionCount: BigInt(after.filter(({ mentions }) => mentions.length > 0).length),
    };
  }

  /** Puts the read position on the last message at or before `seq`; the same once more tells nobody. */
  readTo(roomId: string, seq: number): void {
    const ordinal = this.#said(roomId).filter((each) => each.seq <= seq).length;
    if (ordinal === (this.#read.get(roomId) ?? 0)) return;
    this.#read.set(roomId, ordinal);
    this.#tell(() => ({ case: 'readMoved', value: { roomId, ...this.#position(roomId) } }));
  }

  read(roomId: string, seq: number): void {
    if (this.#said(roomId).filter((each) => each.seq <= seq).length > (this.#read.get(roomId) ?? 0))
      this.readTo(roomId, seq);
  }

  get ownHead(): bigint {
    return BigInt(this.#own.length);
  }

  ownLog(after: number): ServerKind[] {
    return this.#own.slice(after).map((change, index) => ownEvent(after + index + 1, change()));
  }

  list(roomId: string, { before = Infinity, pageSize }: { before?: number; pageSize: number }): MessagePage {
    const found = this.#said(roomId).filter(({ seq }) => seq < before);
    return { messages: found.slice(-pageSize), hasMore: found.length > pageSize };
  }

  connect(line: Line): void {
    this.#lines.add(line);
  }

  disconnect(line: Line): void {
    this.#lines.delete(line);
  }

  async #carry(): Promise<void> {
    await this.wait();
    if (!this.reachable) throw Problem.offline();
  }

  #said(roomId: string): Message[] {
    return this.#messages.get(roomId) ?? [];
  }

  #log(roomId: string): Entry[] {
    return this.#logs.get(roomId) ?? [];
  }
}

function roomOf(threadId: string): string {
  return threadId.split(' ')[0] ?? '';
}

type Happening = Omit<Entry, 'ordinal'>;

function unchosen(text: string) {
  return { text, count: 0, userIds: [] };
}

function named(text: string): string[] {
  return text.includes('@ada') ? [ME.id] : [];
}

function reactedBy({ reactions }: Message, emoji: string, person: Person): boolean {
  return reactions.some((each) => each.emoji === emoji && each.userIds.includes(person.id));
}
