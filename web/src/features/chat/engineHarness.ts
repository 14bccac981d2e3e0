import { create, fromJsonString, toJsonString, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { vi } from 'vitest';
import {
  ClientEnvelopeSchema,
  type EventSchema,
  type MessageSchema,
  RoomSchema,
  ServerEnvelopeSchema,
  type ClientEnvelope,
  type Receipt,
  type Room,
} from '@/gen/parley/v1/chat_pb';
import { OwnPresenceSchema, UpdateOwnPresenceRequestSchema } from '@/gen/parley/v1/presence_pb';
import type { OwnPresenceChange } from '@/rpc/presenceApi';
import type { Socket } from './connection';
import { ChatEngine } from './engine';
import type { LogWindow } from './excerpts';
import type { Message, Person, SavedItem, ScheduledMessage } from './model';
import { MemoryDevice, MemoryStorage } from './memoryStorage';
import type { MessagePage } from './roomLogs';
import type { OtherTabs, TabNews } from './tabs';
import { mentionCount, unreadCount } from './unread';
import { wanting, type ThreadStanding } from './wire';

export const ME = { id: 'me', username: 'ada', displayName: 'Ada', avatarVersion: '' };
export const GRACE = { id: 'grace', username: 'grace', displayName: 'Grace', avatarVersion: '' };
export const ROOM = 'room-1';

export type ServerKind = NonNullable<MessageInitShape<typeof ServerEnvelopeSchema>['kind']>;
type Hello = Extract<ClientEnvelope['kind'], { case: 'hello' }>['value'];

/** The server's end of one connection. */
export class FakeSocket implements Socket {
  readyState = 1;
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly sent: ClientEnvelope[] = [];
  closedByClient = false;

  send(data: string): void {
    this.sent.push(fromJsonString(ClientEnvelopeSchema, data));
  }

  close(): void {
    this.closedByClient = true;
  }

  hello(): Hello {
    const first = this.sent[0]?.kind;
    if (first?.case !== 'hello') throw new Error(`first envelope: ${first?.case} (expected: hello)`);
    return first.value;
  }

  /** The messages handed over, as `[clientId, text]`. */
  messages(): [string, string][] {
    return this.sent.flatMap<[string, string]>(({ kind }) =>
      kind.case === 'send' ? [[kind.value.clientId, kind.value.text]] : [],
    );
  }

  deliver(...kinds: ServerKind[]): void {
    const lines = kinds.map((kind) => toJsonString(ServerEnvelopeSchema, create(ServerEnvelopeSchema, { kind })));
    this.onmessage?.({ data: lines.join('\n') });
  }

  drop(code: number): void {
    this.onclose?.({ code });
  }
}

/** The other tabs: what was told to them, and what they tell. */
export class FakeTabs implements OtherTabs {
  readonly told: TabNews[] = [];
  #listener: ((news: TabNews) => void) | undefined;

  tell(news: TabNews): void {
    this.told.push(news);
  }

  listen(listener: (news: TabNews) => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  say(news: TabNews): void {
    this.#listener?.(news);
  }
}

/** An engine over sockets, requests and storage that a test commands. Time is vitest's. */
export class Harness {
  readonly sockets: FakeSocket[] = [];
  rooms: Room[] = [wireRoom(ROOM, 10)];
  readonly listRooms = vi.fn(() => Promise.resolve(this.rooms));
  blocked: Person[] = [];
  readonly listBlocked = vi.fn(() => Promise.resolve(this.blocked));
  readonly listMessages = vi.fn((_roomId: string, _page: LogWindow & { pageSize: number }): Promise<MessagePage> =>
    Promise.resolve({ messages: [], hasMore: false }),
  );
  followed: ThreadStanding[] = [];
  saved: SavedItem[] = [];
  scheduled: ScheduledMessage[] = [];
  readonly getThread = vi.fn((_room: string, id: string) =>
    Promise.resolve({
      root: message(10, 'ten'),
      standing: this.followed.find((each) => each.threadId === id) ?? standing({ threadId: id, following: false }),
    }),
  );
  readonly listReplies = vi.fn(
    (_room: string, _thread: string, _page: LogWindow & { pageSize: number }): Promise<MessagePage> =>
      Promise.resolve({ messages: [], hasMore: false }),
  );
  readonly markThreadRead = vi.fn((_room: string, _thread: string, _seq: number) => Promise.resolve());
  readonly markThreadUnread = vi.fn((_room: string, _thread: string, _seq: number) => Promise.resolve());
  readonly followThread = vi.fn((_room: string, _thread: string, _on: boolean) => Promise.resolve());
  readonly getRoom = vi.fn((roomId: string) => Promise.resolve(wireRoom(roomId, 10)));
  readonly markUnread = vi.fn(() => Promise.resolve());
  readonly listReceipts = vi.fn((): Promise<Receipt[]> => Promise.resolve([]));
  readonly editMessage = vi.fn((_room: string, _id: string, _text: string) => new Promise<Message>(() => undefined));
  readonly deleteMessage = vi.fn((_room: string, _id: string) => new Promise<Message>(() => undefined));
  readonly pinMessage = vi.fn((_room: string, _id: string) => new Promise<Message>(() => undefined));
  readonly unpinMessage = vi.fn((_room: string, _id: string) => new Promise<Message>(() => undefined));
  readonly addReaction = vi.fn((_room: string, _id: string, _emoji: string) => new Promise<Message>(() => undefined));
  readonly removeReaction = vi.fn(
    (_room: string, _id: string, _emoji: string) => new Promise<Message>(() => undefined),
  );
  ownPresence: MessageInitShape<typeof OwnPresenceSchema> = {};
  readonly readOwnPresence = vi.fn(() => Promise.resolve(create(OwnPresenceSchema, this.ownPresence)));
  readonly changeOwnPresence = vi.fn((change: OwnPresenceChange) => {
    const { availability, status } = create(UpdateOwnPresenceRequestSchema, change);
    return Promise.resolve(create(OwnPresenceSchema, { availability, status }));
  });
  readonly accessTokenAfter = vi.fn((refused: string) => Promise.resolve(`${refused}+`));
  readonly storage: MemoryStorage;
  readonly tabs = new FakeTabs();
  /** How long the screens draw what has changed, in milliseconds. */
  drawingTakes = 0;
  readonly engine: ChatEngine;
  #ids = 0;

  /** Pages with the same `device` come after each other in one browser; `drafts` are those that the server has. */
  constructor({ idPrefix = 'c', device = new MemoryDevice(), drafts = new Map<string, string>() } = {}) {
    this.storage = new MemoryStorage(device);
    this.engine = new ChatEngine(ME.id, {
      openSocket: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      accessToken: () => Promise.resolve('token'),
      accessTokenAfter: this.accessTokenAfter,
      listRooms: this.listRooms,
      listBlocked: this.listBlocked,
      listSaved: () => Promise.resolve(this.saved),
      listScheduled: () => Promise.resolve(this.scheduled),
      listDrafts: () => Promise.resolve([...drafts].map(([roomId, text]) => ({ roomId, text }))),
      putDraft: ({ roomId }, text) => {
        if (text === '') drafts.delete(roomId);
        else drafts.set(roomId, text);
        return Promise.resolve();
      },
      getThread: this.getThread,
      listReplies: this.listReplies,
      listThreadStandings: () => Promise.resolve(this.followed),
      markThreadRead: this.markThreadRead,
      markThreadUnread: this.markThreadUnread,
      followThread: this.followThread,
      getRoom: this.getRoom,
      markUnread: this.markUnread,
      listReceipts: this.listReceipts,
      listMessages: this.listMessages,
      editMessage: this.editMessage,
      deleteMessage: this.deleteMessage,
      addReaction: this.addReaction,
      pinMessage: this.pinMessage,
      unpinMessage: this.unpinMessage,
      removeReaction: this.removeReaction,
      readOwnPresence: this.readOwnPresence,
      changeOwnPresence: this.changeOwnPresence,
      storage: this.storage,
      tabs: this.tabs,
      now: () => Date.now(),
      drawn: (then) => setTimeout(then, this.drawingTakes),
      random: () => 0.5,
      newId: () => `${idPrefix}${++this.#ids}`,
    });
  }

  /** The newest connection. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('no connection was made');
    return socket;
  }

  /** Starts, and greets as the server does. */
  async live(): Promise<this> {
    this.engine.start();
    await settle();
    await this.welcome();
    return this;
  }

  async welcome(): Promise<void> {
    this.socket.onopen?.();
    this.socket.deliver({
      case: 'welcome',
      value: { sessionId: 's', userId: ME.id, heartbeatSeconds: 25, userSeq: 7n },
    });
    await settle();
  }

  async open(messages: Message[] = []): Promise<void> {
    this.listMessages.mockResolvedValueOnce({ messages, hasMore: false });
    this.engine.open(ROOM);
    await settle();
  }

  /** The positions that the page says are read, as `room seq`. */
  reads(): string[] {
    return this.socket.sent.flatMap(({ kind }) =>
      kind.case === 'read' ? [`${kind.value.roomId} ${kind.value.seq}`] : [],
    );
  }

  /** Up to where the page says that it has rooms, as `room seq`. */
  deliveries(): string[] {
    return this.socket.sent.flatMap(({ kind }) =>
      kind.case === 'delivered' ? [`${kind.value.roomId} ${kind.value.seq}`] : [],
    );
  }

  /** What the page has said of one kind, in order. */
  said<Case extends ClientEnvelope['kind']['case']>(kind: Case): Extract<ClientEnvelope['kind'], { case: Case }>[] {
    return this.sockets.flatMap(({ sent }) =>
      sent.flatMap((envelope) =>
        envelope.kind.case === kind ? [envelope.kind as Extract<ClientEnvelope['kind'], { case: Case }>] : [],
      ),
    );
  }

  unread(roomId = ROOM): [number, number] | undefined {
    const room = this.engine.state().rooms?.[roomId];
    return room && [unreadCount(room.read), mentionCount(room.read)];
  }

  /** What the room shows, as `seq text`. */
  shown(roomId = ROOM): string[] {
    const timeline = this.engine.state().timelines[roomId];
    if (timeline === undefined || timeline.kind === 'failed') return [];
    return timeline.items.map((item) => `${item.seq} ${item.kind === 'message' ? item.message.text : item.kind}`);
  }

  /** The message at a position, as the room has it. */
  message(seq: number, roomId = ROOM): Message | undefined {
    const timeline = this.engine.state().timelines[roomId];
    const items = timeline === undefined || timeline.kind === 'failed' ? [] : timeline.items;
    return items.flatMap((item) => (item.kind === 'message' && item.seq === seq ? [item.message] : []))[0];
  }

  outbox(): string[] {
    return this.engine.state().outbox.map((entry) => `${entry.clientId} ${entry.state}`);
  }
}

/** Lets promises run that are ready. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

/** A room in which everything that was said is read, and every event is a message. */
export function wireRoom(id: string, head: number, readTo = head): Room {
  const headSeq = BigInt(head);
  const read = BigInt(readTo);
  const counts = { readSeq: read, readOrdinal: read, headOrdinal: headSeq, unreadCount: headSeq - read };
  return create(RoomSchema, { id, name: id, headSeq, memberCount: 2, joined: true, ...counts });
}

/** The own log says how far the person has read. */
export function readMoved(userSeq: bigint, seq: number, head: number, mentions = 0, roomId = ROOM): ServerKind {
  const [ordinal, headOrdinal] = [BigInt(seq), BigInt(head)];
  const counts = { unreadCount: headOrdinal - ordinal, mentionCount: BigInt(mentions) };
  const value = { roomId, seq: ordinal, ordinal, headOrdinal, headSeq: headOrdinal, ...counts };
  return { case: 'event', value: { userSeq, change: { case: 'readMoved', value } } };
}

export function message(seq: number, text: string, clientId = '', sender = GRACE): Message {
  const time = 1_700_000_000_000 + seq;
  const since = {
    changeSeq: seq,
    editTime: null,
    deleted: false,
    reactions: [],
    pinTime: null,
    thread: null,
    replies: null,
    expireTime: null,
    poll: null,
    priority: 'STANDARD' as const,
    acknowledgements: null,
    previews: [],
  };
  return { id: `m${seq}`, roomId: ROOM, seq, ordinal: seq, sender, text, time, clientId, mentions: [], ...since };
}

/** A reply to the message at a position. */
export function reply(seq: number, rootSeq: number, ordinal: number, text: string, sender = GRACE): Message {
  return { ...message(seq, text, '', sender), ordinal: 0, thread: { id: `m${rootSeq}`, seq: rootSeq, ordinal } };
}

/** What the thread of the message at position 10 is to the person: all of it is read. */
export function standing({
  read = 0,
  head = read,
  at = 10,
  mentions = 0,
  threadId = 'm10',
  following = true,
}: {
  read?: number;
  head?: number;
  at?: number;
  mentions?: number;
  threadId?: string;
  following?: boolean;
} = {}): ThreadStanding {
  const counts = { unreadCount: head - read, mentionCount: mentions };
  return {
    threadId,
    roomId: ROOM,
    following,
    position: { seq: read, ordinal: read, headOrdinal: head, headSeq: at, ...counts },
  };
}

/** What an entry of the own log says. */
export type OwnChange = NonNullable<MessageInitShape<typeof EventSchema>['change']>;

export function ownEvent(userSeq: number | bigint, change: OwnChange): ServerKind {
  return { case: 'event', value: { userSeq: BigInt(userSeq), change } };
}

/** The own log says what a thread is to the person. */
export function threadChanged(userSeq: bigint, standing: ThreadStanding): ServerKind {
  return ownEvent(userSeq, threadChange(standing));
}

export function threadChange({ threadId, roomId, following, position }: ThreadStanding): OwnChange {
  const read = {
    roomId,
    seq: BigInt(position.seq),
    ordinal: BigInt(position.ordinal),
    headOrdinal: BigInt(position.headOrdinal),
    headSeq: BigInt(position.headSeq),
    unreadCount: BigInt(position.unreadCount),
    mentionCount: BigInt(position.mentionCount),
  };
  return { case: 'threadChanged', value: { threadId, following, read } };
}

/** The same as the server writes it. */
export function wireMessage(message: Message): MessageInitShape<typeof MessageSchema> {
  const { seq, ordinal, changeSeq, time, mentions, editTime, reactions, pinTime, thread, replies, ...rest } = message;
  const { expireTime: _, poll, priority, acknowledgements, previews, ...same } = rest;
  return {
    ...same,
    priority: wanting({ priority, acknowledge: false }).priority,
    acknowledgements:
      acknowledgements === null
        ? undefined
        : { count: BigInt(acknowledgements.count), userIds: [...acknowledgements.userIds] },
    linkPreviews: [...previews],
    poll:
      poll === null
        ? undefined
        : {
            ...poll,
            options: poll.options.map((option) => ({
              ...option,
              count: BigInt(option.count),
              userIds: [...option.userIds],
            })),
            voterCount: BigInt(poll.voterCount),
            closeTime: undefined,
          },
    seq: BigInt(seq),
    ordinal: BigInt(ordinal),
    changeSeq: BigInt(changeSeq),
    createTime: timestampFromMs(time),
    editTime: editTime === null ? undefined : timestampFromMs(editTime),
    editCount: editTime === null ? 0 : 1,
    pinTime: pinTime === null ? undefined : timestampFromMs(pinTime),
    thread: thread === null ? undefined : { id: thread.id, seq: BigInt(thread.seq), ordinal: BigInt(thread.ordinal) },
    replies:
      replies === null
        ? undefined
        : {
            count: BigInt(replies.count),
            headOrdinal: BigInt(replies.headOrdinal),
            lastTime: timestampFromMs(replies.lastTime),
            userIds: [...replies.userIds],
          },
    mentions: mentions === 'everyone' ? [] : [...mentions],
    mentionsEveryone: mentions === 'everyone',
    reactions: reactions.map(({ emoji, count, userIds }) => ({ emoji, count: BigInt(count), userIds: [...userIds] })),
  };
}

type Change = NonNullable<NonNullable<MessageInitShape<typeof EventSchema>['change']>>;

/** Something happens in a room. */
export function happened(seq: number, change: Change, roomId = ROOM): ServerKind {
  return { case: 'event', value: { roomId, seq: BigInt(seq), change } };
}

export function reacted(seq: number, messageSeq: number, emoji: string, person: Person, added = true): ServerKind {
  const value = { messageId: `m${messageSeq}`, messageSeq: BigInt(messageSeq), emoji, person };
  return happened(seq, { case: added ? 'reactionAdded' : 'reactionRemoved', value });
}

export function said(seq: number, text: string, clientId = '', sender = GRACE, roomId = ROOM): ServerKind {
  const createTime = timestampFromMs(1_700_000_000_000 + seq);
  const place = { seq: BigInt(seq), ordinal: BigInt(seq), changeSeq: BigInt(seq) };
  const value = { id: `m${seq}`, roomId, ...place, sender, text, createTime, clientId };
  return {
    case: 'event',
    value: { roomId, seq: BigInt(seq), createTime, change: { case: 'messageCreated', value } },
  };
}

export function acknowledged(clientId: string, seq: number): ServerKind {
  return { case: 'ack', value: { clientId, roomId: ROOM, messageId: `m${seq}`, seq: BigInt(seq) } };
}
