import { ErrorCode } from '@/gen/parley/v1/errors_pb';
import type {
  Event,
  Receipt,
  Room as WireRoom,
  RoomPreferences,
  ServerEnvelope,
  Welcome,
} from '@/gen/parley/v1/chat_pb';
import { Changes, type ChangePorts } from './changes';
import { CloseCode, Connection, type ConnectionPorts } from './connection';
import type { ChatStorage, KeptChat } from './chatStorage';
import { draftKey, Drafts, type DraftPlace, type DraftPorts, type ListedDraft } from './drafts';
import { Keeper, type Known } from './keeper';
import { Later, type LaterPorts } from './later';
import type { Attention, ChatState, Message, Person, Reply, Room } from './model';
import { People } from './people';
import type { PresencesPorts } from './presences';
import { Reading } from './reading';
import { toMillisOrNull, toRoomPreferences } from './roomFacts';
import { AT_HAND, RoomLogs, type RoomLogEvents, type RoomLogPorts } from './roomLogs';
import { Sender, type SenderPorts } from './sender';
import { Store } from './store';
import type { OtherTabs, TabNews } from './tabs';
import { Threads, type ThreadPorts } from './threads';
import { moved } from './unread';
import { countStep, roomPosition, toPerson, toRoom, toStanding } from './wire';

/** What the engine needs of the world; tests bring their own. */
export interface EnginePorts
  extends
    ConnectionPorts,
    RoomLogPorts,
    ChangePorts,
    DraftPorts,
    LaterPorts,
    ThreadPorts,
    Pick<SenderPorts, 'newId'>,
    Omit<PresencesPorts, 'send'> {
  readonly storage: ChatStorage;
  readonly tabs: OtherTabs;
  listRooms(): Promise<WireRoom[]>;
  /** Whom the person has blocked. */
  listBlocked(): Promise<Person[]>;
  /** What the person has begun to write. */
  listDrafts(): Promise<readonly ListedDraft[]>;
  markUnread(roomId: string, seq: number): Promise<void>;
  listReceipts(roomId: string): Promise<Receipt[]>;
}

/**
 * The chat of one signed-in person, apart from any screen: the live connection, the rooms, their logs and the outbox, and
 * what the device keeps of them. Screens subscribe, draw `state()`, and call the verbs.
 */
export class ChatEngine {
  readonly #store = new Store();
  readonly #connection: Connection;
  readonly #logs: RoomLogs;
  readonly #sender: Sender;
  readonly #keeper: Keeper;
  readonly #reading: Reading;
  readonly #changes: Changes;
  readonly #drafts: Drafts;
  readonly #threads: Threads;
  readonly #later: Later;
  /** Who is there, and who is typing. */
  readonly people: People;
  /** Position in the person's own log. */
  #userSeq: bigint | undefined;
  /** Counts the rooms that came and went, and the read positions that moved. */
  #ownChanges = 0;
  /** The list of rooms was read since the own log is followed. */
  #roomsRead = false;
  /** Head of the own log when the connection began. */
  #ownHead = 0n;
  readonly #usedAt = new Map<string, number>();
  #restoring: Promise<void> | undefined;
  #leaveTabs: (() => void) | undefined;

  constructor(
    me: string,
    private readonly ports: EnginePorts,
    atHand = AT_HAND,
  ) {
    this.#connection = new Connection(ports, {
      prepare: async () => {
        await (this.#restoring ??= this.#restore());
        if (this.#store.get().rooms === null) await this.#readRooms();
      },
      resume: () => this.#resume(),
      idle: () => this.people.idle,
      welcomed: (welcome) => this.#welcomed(welcome),
      received: (envelopes) => {
        this.#store.batch(() => {
          envelopes.forEach((envelope) => this.#received(envelope));
          this.#reading.readWhatIsInFront();
        });
        // Positions move without anything to see, too.
        this.#keeper.changed();
      },
      lost: (code) => this.#lost(code),
      changed: (connection) => this.#store.set({ connection }),
    });
    this.#sender = new Sender(me, this.#store, {
      settled: (clientId) => ports.tabs.tell({ kind: 'settled', clientId }),
      newId: () => ports.newId(),
      now: () => ports.now(),
      random: () => ports.random(),
      send: (kind) => this.#connection.send(kind),
      restart: () => this.#connection.restart(),
      replaceToken: () => this.#connection.replaceToken(),
    });
    this.#reading = new Reading(me, this.#store, {
      now: () => ports.now(),
      send: (kind) => this.#connection.send(kind),
      markUnread: (roomId, seq) => ports.markUnread(roomId, seq),
      listReceipts: (roomId) => ports.listReceipts(roomId),
    });
    this.people = new People(this.#store, {
      now: () => ports.now(),
      send: (kind) => this.#connection.send(kind),
      readOwnPresence: () => ports.readOwnPresence(),
      changeOwnPresence: (change) => ports.changeOwnPresence(change),
    });
    const logPorts: RoomLogPorts = {
      getRoom: (roomId) => {
        this.#reading.asked(roomId);
        return ports.getRoom(roomId);
      },
      listMessages: (roomId, page) => ports.listMessages(roomId, page),
    };
    const logEvents: RoomLogEvents = {
      arrived: (messages) => this.#arrived(messages),
      changed: (event) => {
        const step = countStep(event, me, this.#store.get().blocked);
        if (step !== null) this.#reading.stepped(event.roomId, step);
        this.#threads.changed(event);
      },
      became: (roomId, change) => this.#threads.became(roomId, change),
      reread: (room) => {
        this.#threads.readAnew(room.id);
        // Nor is it known what became of its threads.
        if (!this.#reading.answered(room) || this.#follows(room.id)) this.#readRoomsAgain();
      },
      passed: (roomId, position) => this.#sender.passed(roomId, position),
      broken: () => this.#connection.restart(),
    };
    this.#logs = new RoomLogs(me, this.#store, logPorts, logEvents, atHand);
    this.#drafts = new Drafts(this.#store, ports, () => {
      this.#ownChanges++;
      this.#keeper.changed();
    });
    this.#threads = new Threads(me, this.#store, ports, {
      position: (roomId) => this.#logs.position(roomId) ?? 0,
      moved: () => this.#ownChanges++,
    });
    this.#later = new Later(this.#store, ports, () => this.#ownChanges++);
    this.#changes = new Changes(this.#store, ports, (message) => this.#logs.take(message));
    this.#keeper = new Keeper(ports.storage, {
      known: () => this.#known(),
      now: () => ports.now(),
      lasting: (lasting) => {
        if (this.#store.get().lasting !== lasting) this.#store.set({ lasting });
      },
    });
    this.#store.subscribe(() => this.#keeper.changed());
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly state = (): ChatState => this.#store.get();

  start(): void {
    this.#leaveTabs ??= this.ports.tabs.listen((news) => this.#heard(news));
    this.#connection.start();
  }

  stop(): void {
    this.#leaveTabs?.();
    this.#leaveTabs = undefined;
    this.#connection.stop();
    this.#sender.disconnected(false);
    this.#logs.disconnected();
    this.#restoring = undefined;
    this.#changes.askForAll();
    this.#drafts.disconnected();
    this.#reading.stop();
    this.#threads.stop();
    this.people.stop();
    this.#keeper.stop();
  }

  /** The page may go away at any moment: what is known is written now. */
  keep(): void {
    this.#changes.askForAll();
    this.#drafts.tellNow();
    void this.#keeper.flush();
  }

  /** The network is back, the tab is looked at again, or the person asks: do not wait any longer. */
  wake(): void {
    this.#connection.wake();
    this.#takeOthersOutbox();
  }

  renew(accessToken: string): void {
    this.#connection.renew(accessToken);
  }

  /** Reads the newest messages of a room, unless they are at hand. */
  open(roomId: string): void {
    if (this.#logs.position(roomId) === undefined) return;
    this.#usedAt.set(roomId, this.ports.now());
    void this.#logs.open(roomId);
    this.#reading.opened(roomId);
    this.#keeper.changed();
  }

  /** The end of a room is in front of the person, who reads what is there and what comes. */
  look(roomId: string): void {
    this.#reading.look(roomId);
  }

  /** The person looks elsewhere, or at older messages. */
  lookAway(roomId: string): void {
    this.#reading.lookAway(roomId);
  }

  /** The message at `seq` and what follows is to be unread again, on all devices. */
  markUnread(roomId: string, seq: number): Promise<void> {
    return this.#reading.markUnread(roomId, seq);
  }

  /** Reads what is around a message, to look at that instead of the end of the room. */
  openAt(roomId: string, seq: number): void {
    if (this.#logs.position(roomId) !== undefined) void this.#logs.excerpts.open(roomId, seq);
  }

  /** Looks at the end of the room again. */
  toEnd(roomId: string): void {
    this.#logs.excerpts.close(roomId);
  }

  /** The person looks at older messages: what is at hand of them stays until what is answered is called. */
  lookBack(roomId: string): () => void {
    return this.#logs.lookBack(roomId);
  }

  loadOlder(roomId: string): void {
    void this.#logs.loadOlder(roomId);
  }

  loadNewer(roomId: string): void {
    void this.#logs.excerpts.loadNewer(roomId);
  }

  /** Reads a thread, to stand beside its room; around a reply that the person is led to. */
  openThread(roomId: string, threadId: string, around: number | null): void {
    // What is said in a room that is not known yet would be missed by a thread that was read before.
    if (this.#logs.position(roomId) !== undefined) this.#threads.open(roomId, threadId, around);
  }

  closeThread(threadId: string): void {
    this.#threads.close(threadId);
  }

  /** The end of the open thread is in front of the person, who reads what is there and what comes. */
  lookAtThread(threadId: string): void {
    this.#threads.look(threadId);
  }

  lookAwayFromThread(threadId: string): void {
    this.#threads.lookAway(threadId);
  }

  loadOlderReplies(): void {
    void this.#threads.loadOlder();
  }

  loadNewerReplies(): void {
    void this.#threads.loadNewer();
  }

  /** All that is in a thread is read. */
  readThread(roomId: string, threadId: string): void {
    void this.#threads.readAll(roomId, threadId);
  }

  /** Follows a thread, or no longer. Rejects with the refusal. */
  followThread(roomId: string, threadId: string, on: boolean): Promise<void> {
    return this.#threads.follow(roomId, threadId, on);
  }

  /** The reply at `seq` and what follows is to be unread again, on all devices. */
  markThreadUnread(roomId: string, threadId: string, seq: number): Promise<void> {
    return this.#threads.markUnread(roomId, threadId, seq);
  }

  /** Says what was written in a room, or in a thread of it; it is a draft no longer. */
  send(roomId: string, text: string, reply?: Reply, attention?: Attention): void {
    this.#store.batch(() => {
      this.draft({ roomId, threadId: reply?.threadId }, '');
      if (reply === undefined) this.#reading.sending();
      this.#sender.add(roomId, text, reply, attention);
      this.people.typing.sent(roomId);
    });
  }

  /** Says something in a room without regard to what was written there. */
  forward(roomId: string, text: string): void {
    this.#sender.add(roomId, text);
  }

  /** Notes what the person has begun to write. */
  draft(place: DraftPlace, text: string): void {
    this.#drafts.write(place, text);
  }

  /** The person goes on writing in a room, which the others there are told. */
  types(roomId: string): void {
    this.people.typing.types(roomId);
  }

  retry(clientId: string): void {
    this.#sender.retry(clientId);
  }

  /** A message that waits for its turn is not sent, and is a draft again. */
  takeBack(clientId: string): void {
    const { drafts, takenBack } = this.#store.get();
    const back = this.#sender.takeBack(clientId);
    if (back === null) return;
    const place = { roomId: back.roomId, threadId: back.reply?.threadId };
    const begun = drafts[draftKey(place)];
    this.draft(place, begun === undefined ? back.text : `${back.text}\n${begun}`);
    this.#store.set({ takenBack: takenBack + 1 });
  }

  discard(clientId: string): void {
    this.#sender.discard(clientId);
  }

  /** Gives a message of one's own another text. */
  edit(roomId: string, messageId: string, text: string): void {
    this.#changes.wish(roomId, messageId, { kind: 'edit', text });
  }

  /** Deletes a message, in a moment: until then it can be taken back. */
  delete(roomId: string, messageId: string): void {
    this.#changes.hold(roomId, messageId, { kind: 'delete' });
  }

  pin(roomId: string, messageId: string, on: boolean): void {
    this.#changes.wish(roomId, messageId, { kind: 'pin', on });
  }

  /** Reacts to a message, or takes that back. */
  react(roomId: string, messageId: string, emoji: string, on: boolean): void {
    this.#changes.wish(roomId, messageId, { kind: 'react', emoji, on });
  }

  /** What the server has not been asked for yet is not wanted any more. */
  undoChange(id: string): void {
    this.#changes.undo(id);
  }

  /** Asks once more for a change that was refused. */
  retryChange(id: string): void {
    this.#changes.retry(id);
  }

  /** The person has seen that a change was refused. */
  dismissChange(id: string): void {
    this.#changes.dismiss(id);
  }

  /** The person made or joined a room; the answer may come before or after its event. */
  entered(room: WireRoom): void {
    this.#ownChanges++;
    this.#enter(room);
  }

  /** The person has left a room. */
  left(roomId: string): void {
    this.#ownChanges++;
    this.#leave(roomId);
  }

  /** The person has arranged a room; the answer may come before or after its event. */
  arranged(roomId: string, preferences: RoomPreferences | undefined): void {
    this.#ownChanges++;
    const room = this.#store.get().rooms?.[roomId];
    if (room !== undefined) this.#putRoom({ ...room, preferences: toRoomPreferences(preferences) });
  }

  /** The person has blocked or unblocked somebody; the answer may come before or after its event. */
  blocks(person: Person, blocked: boolean): void {
    this.#ownChanges++;
    const { [person.id]: before, ...others } = this.#store.get().blocked;
    if ((before !== undefined) === blocked) return;
    this.#store.set({ blocked: blocked ? { ...others, [person.id]: person } : others });
    // Other mentions count now.
    this.#readRoomsAgain();
  }

  async #restore(): Promise<void> {
    const kept = await this.#keeper.load();
    if (kept !== null) this.#store.batch(() => this.#adopt(kept));
  }

  #adopt({ userSeq, rooms, timelines, drafts, outbox, blocked }: KeptChat): void {
    if (this.#store.get().rooms === null && (userSeq !== undefined || rooms.length > 0)) {
      this.#userSeq = userSeq;
      this.#store.set({ rooms: Object.fromEntries(rooms.map(({ room }) => [room.id, room])), blocked: byId(blocked) });
      this.#logs.restore(rooms, timelines);
      for (const { roomId, usedAt } of timelines) this.#usedAt.set(roomId, usedAt);
    }
    this.#drafts.restore(drafts);
    this.#take(outbox);
  }

  #take(outbox: KeptChat['outbox']): void {
    this.#store.batch(() => {
      this.#sender.take(outbox);
      for (const [roomId, position] of this.#logs.positions()) this.#sender.passed(roomId, position);
      // The tab that had the entry may have gone away between its event and its removal.
      for (const timeline of Object.values(this.#store.get().timelines)) {
        if (timeline.kind === 'ready')
          this.#arrived(timeline.items.flatMap((item) => (item.kind === 'message' ? [item.message] : [])));
      }
    });
  }

  #takeOthersOutbox(): void {
    void this.#keeper.othersOutbox().then((outbox) => this.#take(outbox));
  }

  #known(): Known {
    const { rooms, timelines, drafts, outbox, blocked } = this.#store.get();
    const positions = this.#logs.positions();
    const bases = this.#drafts.bases();
    const draftThreads = this.#drafts.threads();
    return {
      rooms,
      timelines,
      drafts,
      bases,
      draftThreads,
      outbox,
      blocked,
      userSeq: this.#userSeq,
      positions,
      usedAt: this.#usedAt,
    };
  }

  #heard(news: TabNews): void {
    this.#sender.settledElsewhere(news.clientId);
  }

  #enter(room: WireRoom): void {
    this.#store.batch(() => {
      const known = this.#store.get().rooms?.[room.id];
      const listed = toRoom(room);
      const { newestSeq, membersSeq, pinsSeq, read } = known ?? listed;
      const newestTime = Math.max(listed.newestTime, known?.newestTime ?? 0);
      const late = !this.#logs.describe(room.id, Number(room.headSeq)) && known !== undefined;
      const facts = late ? { ...known, preferences: listed.preferences } : listed;
      this.#putRoom({ ...facts, newestSeq, newestTime, membersSeq, pinsSeq, read: moved(read, roomPosition(room)) });
      this.#logs.enter(room.id, Number(room.headSeq));
    });
  }

  #leave(roomId: string): void {
    this.#store.batch(() => {
      const { rooms } = this.#store.get();
      if (rooms !== null) {
        const { [roomId]: _, ...rest } = rooms;
        this.#store.set({ rooms: rest });
      }
      this.#reading.left(roomId);
      this.#threads.left(roomId);
      this.#drafts.forget(roomId);
      this.#usedAt.delete(roomId);
      this.#logs.leave(roomId);
      this.#sender.discardRoom(roomId);
      this.#changes.forgetRoom(roomId);
    });
  }

  async #readRooms(): Promise<void> {
    let listed: WireRoom[];
    let blocked: Person[];
    let drafts: readonly ListedDraft[];
    let takeThreads: () => void;
    let takeLater: () => void;
    let before: number;
    do {
      // A list that was read while rooms came or went may be older than they are.
      before = this.#ownChanges;
      [listed, blocked, drafts, takeThreads, takeLater] = await Promise.all([
        this.ports.listRooms(),
        this.ports.listBlocked(),
        this.ports.listDrafts(),
        this.#threads.list(),
        this.#later.list(),
      ]);
    } while (before !== this.#ownChanges);
    this.#store.batch(() => {
      if (this.#store.get().rooms === null) this.#store.set({ rooms: {} });
      this.#store.set({ blocked: byId(blocked) });
      for (const room of listed) this.#enter(room);
      const still = new Set(listed.map((room) => room.id));
      for (const roomId of Object.keys(this.#store.get().rooms ?? {})) if (!still.has(roomId)) this.#leave(roomId);
      this.#drafts.listed(drafts);
      takeThreads();
      takeLater();
    });
  }

  /** Whether the person follows a thread of a room. */
  #follows(roomId: string): boolean {
    return Object.values(this.#store.get().threads).some((thread) => thread.roomId === roomId);
  }

  #resume(): { user?: bigint; rooms: Record<string, bigint> } {
    const rooms: Record<string, bigint> = {};
    for (const [roomId, seq] of this.#logs.positions()) rooms[roomId] = BigInt(seq);
    return this.#userSeq === undefined ? { rooms } : { user: this.#userSeq, rooms };
  }

  #welcomed(welcome: Welcome): void {
    this.#ownHead = welcome.userSeq;
    this.#userSeq ??= welcome.userSeq;
    // The first list was kept by an earlier page, or read before the own log was followed: rooms may have come and gone,
    // and got other names, in between.
    if (!this.#roomsRead) this.#readRoomsAgain();
    else this.#drafts.connected();
    this.#sender.connected();
    this.#reading.connected();
    this.people.connected();
    this.#takeOthersOutbox();
    for (const [roomId, timeline] of Object.entries(this.#store.get().timelines)) {
      if (timeline.kind === 'failed' && timeline.problem.retryable) this.open(roomId);
    }
  }

  #received(envelope: ServerEnvelope): void {
    switch (envelope.kind.case) {
      case 'event':
        this.#apply(envelope.kind.value);
        break;
      case 'ack': {
        const { clientId, roomId, seq } = envelope.kind.value;
        this.#sender.acknowledged(clientId, Number(seq), Number(seq) <= (this.#logs.position(roomId) ?? 0));
        break;
      }
      case 'error': {
        const { clientId, code, message, retryable, retryTime } = envelope.kind.value;
        const refusal = { code: ErrorCode[code], message, retryable, retryTime: toMillisOrNull(retryTime) };
        if (clientId !== '') this.#sender.refused({ clientId, ...refusal });
        break;
      }
      case 'resync': {
        const { roomId } = envelope.kind.value;
        if (roomId === '') {
          // The position may be one that the log never had.
          this.#userSeq = this.#ownHead;
          this.#readRoomsAgain();
        } else this.#logs.resync(roomId);
        break;
      }
      case 'receipt':
        this.#reading.told(envelope.kind.value);
        break;
      case 'typing':
        this.people.typing.heard(envelope.kind.value);
        break;
      case 'presences':
        this.people.presences.snapshot(envelope.kind.value.presences);
        break;
      case 'presence':
        this.people.presences.changed(envelope.kind.value);
        break;
      case 'welcome':
      case 'pong':
      case undefined:
        break;
    }
  }

  #apply(event: Event): void {
    if (event.roomId !== '') {
      this.#logs.apply(event);
      this.people.passed(event);
      return;
    }
    const { userSeq, change } = event;
    const position = this.#userSeq ?? 0n;
    if (userSeq <= position) return;
    this.#userSeq = userSeq;
    if (userSeq > position + 1n) {
      this.#readRoomsAgain();
      return;
    }
    if (change.case === 'roomJoined') {
      // Who gets a deleted room back follows its threads again.
      if (this.#store.get().gone[change.value.id]?.deleted === true) this.#readRoomsAgain();
      this.entered(change.value);
    } else if (change.case === 'roomLeft') {
      const { roomId, deleted } = change.value;
      const room = this.#store.get().rooms?.[roomId];
      if (room !== undefined) {
        const unsent = [...this.#sender.unsent(roomId), this.#store.get().drafts[roomId] ?? ''].join('\n').trim();
        this.#store.set({ gone: { ...this.#store.get().gone, [roomId]: { name: room.name, deleted, unsent } } });
      }
      this.left(roomId);
    } else if (change.case === 'readMoved') {
      this.#ownChanges++;
      this.#reading.moved(change.value);
    } else if (change.case === 'draftChanged') {
      this.#ownChanges++;
      const { roomId, threadId, text } = change.value;
      this.#drafts.heard({ roomId, threadId: threadId === '' ? undefined : threadId, text });
    } else if (change.case === 'threadChanged') {
      this.#threads.told(toStanding(change.value));
    } else if (change.case === 'savedItemChanged') this.#later.savedChanged(change.value);
    else if (change.case === 'scheduledMessageChanged') this.#later.scheduledChanged(change.value);
    else if (change.case === 'ownPresenceChanged') this.people.presences.ownChanged(change.value);
    else if (change.case === 'roomPreferencesChanged') this.arranged(change.value.roomId, change.value.preferences);
    else if (change.case === 'blocksChanged') this.blocks(toPerson(change.value.person), change.value.blocked);
    else if (change.case === 'sectionsChanged') {
      const { gaps } = this.#store.get().sections;
      this.#store.set({ sections: { version: Number(change.value.version), gaps } });
    }
  }

  #readRoomsAgain(): void {
    this.#roomsRead = false;
    this.#drafts.disconnected();
    const { version, gaps } = this.#store.get().sections;
    this.#store.set({ sections: { version, gaps: gaps + 1 } });
    this.#readRooms().then(
      () => {
        this.#roomsRead = true;
        this.#drafts.connected();
      },
      () => this.#connection.restart(),
    );
  }

  #arrived(messages: readonly Message[]): void {
    this.#sender.shown(messages);
    this.#reading.arrived(messages);
    this.#threads.arrived(messages);
  }

  #lost(code: number): void {
    this.#logs.disconnected();
    this.#drafts.disconnected();
    this.people.disconnected();
    this.#sender.disconnected(code === CloseCode.TOO_LARGE);
  }

  #putRoom(room: Room): void {
    this.#store.set({ rooms: { ...this.#store.get().rooms, [room.id]: room } });
  }
}

function byId(people: readonly Person[]): Readonly<Record<string, Person>> {
  return Object.fromEntries(people.map((person) => [person.id, person]));
}
