import { create, fromJsonString, toJsonString } from '@bufbuild/protobuf';
import { ClientEnvelopeSchema, ServerEnvelopeSchema } from '@/gen/parley/v1/chat_pb';
import { OwnPresenceSchema } from '@/gen/parley/v1/presence_pb';
import { Problem } from '@/rpc/problem';
import type { Socket } from './connection';
import { ME, type ServerKind } from './engineHarness';
import { ChatEngine } from './engine';
import { MemoryDevice, MemoryStorage } from './memoryStorage';
import type { AtHand } from './roomLogs';
import type { TabNews } from './tabs';
import { seen, type World } from './historyWorld';

/** More missed events of a room than this are not replayed. */
const REPLAYED = 20;
/** So little that it is cut again and again. */
const AT_HAND: AtHand = { most: 12, kept: 5 };

/** One connection. Frames arrive in order, each after a while; what is under way when it is cut is lost. */
export class Line implements Socket {
  readonly readyState = 1;
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  #up = Promise.resolve();
  #down = Promise.resolve();
  #open = true;
  #greeted = false;

  constructor(private readonly world: World) {
    void world.wait().then(() => {
      if (world.reachable) this.onopen?.();
      else this.cut();
    });
  }

  send(data: string): void {
    this.#up = this.#up.then(async () => {
      await this.world.wait();
      if (this.#stands()) this.#received(data);
    });
  }

  close(): void {
    this.#open = false;
    this.world.disconnect(this);
  }

  cut(): void {
    if (!this.#open) return;
    this.close();
    this.onclose?.({ code: 1006 });
  }

  follows(event: ServerKind): void {
    if (this.#greeted) this.#deliver(event);
  }

  #received(data: string): void {
    const { kind } = fromJsonString(ClientEnvelopeSchema, data);
    if (kind.case === 'hello') {
      const value = { sessionId: 's', userId: ME.id, heartbeatSeconds: 25, userSeq: this.world.ownHead };
      this.#deliver({ case: 'welcome', value });
      for (const room of this.world.rooms()) {
        const position = Number(kind.value.resume?.rooms[room.id] ?? room.headSeq);
        if (Number(room.headSeq) - position > REPLAYED) this.#deliver({ case: 'resync', value: { roomId: room.id } });
        else this.world.replay(room.id, position).forEach((each) => this.#deliver(each));
      }
      const own = Number(kind.value.resume?.user ?? this.world.ownHead);
      this.world.ownLog(own).forEach((each) => this.#deliver(each));
      this.#greeted = true;
      this.world.connect(this);
    } else if (kind.case === 'send') {
      const { roomId, text, clientId } = kind.value;
      const { seq, id } = this.world.say(roomId, text, clientId, ME);
      this.#deliver({ case: 'ack', value: { clientId, roomId, messageId: id, seq: BigInt(seq) } });
    } else if (kind.case === 'read') this.world.read(kind.value.roomId, Number(kind.value.seq));
    else if (kind.case === 'ping') this.#deliver({ case: 'pong', value: {} });
  }

  /** A connection that could not carry a frame carries none that comes after it. */
  #stands(): boolean {
    if (!this.world.reachable) this.cut();
    return this.#open;
  }

  #deliver(kind: ServerKind): void {
    this.#down = this.#down.then(async () => {
      await this.world.wait(10);
      if (!this.#stands()) return;
      this.onmessage?.({ data: toJsonString(ServerEnvelopeSchema, create(ServerEnvelopeSchema, { kind })) });
    });
  }
}

/** One tab. */
export interface Page {
  readonly engine: ChatEngine;
  readonly storage: MemoryStorage;
  /** Cuts the connection that it has. */
  cut(): void;
  /** The messages on its screen, as `seen` tells them; null where the room was never opened. */
  shown(roomId: string): string[] | null;
}

interface Typed {
  readonly page: Page;
  readonly roomId: string;
  readonly text: string;
}

/** One person's browser: a device, and the tabs that come and go over it. */
export class Browser {
  readonly device = new MemoryDevice();
  readonly pages: Page[] = [];
  readonly #typed: Typed[] = [];
  /** Typed, and neither on the device nor on the server when the page crashed: nobody can have it any more. */
  readonly #gone = new Set<string>();
  readonly #listeners = new Map<Page, (news: TabNews) => void>();
  #ids = 0;

  constructor(
    private readonly world: World,
    private readonly random: () => number,
  ) {}

  open(): Page {
    const lines: Line[] = [];
    const storage = new MemoryStorage(this.device, () => this.world.wait());
    const engine = new ChatEngine(
      ME.id,
      {
        openSocket: () => {
          const line = new Line(this.world);
          lines.push(line);
          return line;
        },
        accessToken: () => this.world.request(() => 'token'),
        accessTokenAfter: () => this.world.request(() => 'token'),
        listRooms: () => this.world.request(() => this.world.rooms()),
        listBlocked: () => Promise.resolve([]),
        listDrafts: () => this.world.request(() => this.world.desk.drafts()),
        listSaved: () => this.world.request(() => this.world.desk.saved()),
        listScheduled: () => this.world.request(() => this.world.desk.scheduled()),
        putDraft: (place, text) => this.world.request(() => this.world.desk.putDraft(place, text)),
        getThread: (_, threadId) => this.world.request(() => this.world.thread(threadId)),
        listReplies: (_, threadId, page) => this.world.request(() => this.world.replies(threadId, page)),
        listThreadStandings: () => this.world.request(() => this.world.standings()),
        markThreadRead: (_, threadId, seq) => this.world.request(() => this.world.readThread(threadId, seq)),
        markThreadUnread: (_, threadId, seq) =>
          this.world.request(() => this.world.readThread(threadId, seq - 1, true)),
        followThread: (_, threadId, on) => this.world.request(() => this.world.follow(threadId, on)),
        getRoom: (roomId) => this.world.request(() => this.world.room(roomId)),
        markUnread: (roomId, seq) => this.world.request(() => this.world.readTo(roomId, seq - 1)),
        listReceipts: () => Promise.resolve([]),
        listMessages: (roomId, page) => this.world.request(() => this.world.list(roomId, page)),
        editMessage: () => Promise.reject(Problem.offline()),
        deleteMessage: () => Promise.reject(Problem.offline()),
        pinMessage: () => Promise.reject(Problem.offline()),
        unpinMessage: () => Promise.reject(Problem.offline()),
        addReaction: (_, id, emoji) => this.world.request(() => this.world.react(id, emoji, true)),
        removeReaction: (_, id, emoji) => this.world.request(() => this.world.react(id, emoji, false)),
        readOwnPresence: () => Promise.resolve(create(OwnPresenceSchema)),
        changeOwnPresence: () => Promise.resolve(create(OwnPresenceSchema)),
        storage,
        tabs: {
          tell: (news) => {
            for (const [other, listener] of this.#listeners) if (other !== page) setTimeout(() => listener(news), 1);
          },
          listen: (listener) => {
            this.#listeners.set(page, listener);
            return () => this.#listeners.delete(page);
          },
        },
        now: () => Date.now(),
        drawn: (then) => void this.world.wait(100).then(then),
        random: this.random,
        newId: () => `id-${++this.#ids}`,
      },
      AT_HAND,
    );
    const page: Page = {
      engine,
      storage,
      cut: () => lines.at(-1)?.cut(),
      shown: (roomId) => {
        const timeline = engine.state().timelines[roomId];
        if (timeline?.kind !== 'ready') return null;
        return timeline.items.flatMap((item) => (item.kind === 'message' ? [seen(item.message)] : []));
      },
    };
    this.pages.push(page);
    engine.start();
    return page;
  }

  type(page: Page, roomId: string, text: string): void {
    if (page.engine.state().rooms === null) return;
    page.engine.send(roomId, text);
    this.#typed.push({ page, roomId, text });
  }

  /** The page is gone in the middle of whatever it was doing. */
  crash(page: Page): void {
    const { outbox } = this.device.content();
    const elsewhere = this.pages.filter((other) => other !== page).flatMap(({ engine }) => engine.state().outbox);
    for (const { roomId, text } of this.#typed.filter((typed) => typed.page === page)) {
      const held = [...outbox, ...elsewhere].some((entry) => entry.text === text);
      if (!held && !this.world.texts(roomId).includes(text)) this.#gone.add(text);
    }
    page.storage.crash();
    this.pages.splice(this.pages.indexOf(page), 1);
    this.#listeners.delete(page);
    page.cut();
    page.engine.stop();
  }

  reload(page: Page): void {
    this.crash(page);
    this.open();
  }

  /** What has to be in the room, and what may be. */
  promised(roomId: string): { certain: string[]; possible: string[] } {
    const possible = this.#typed.filter((typed) => typed.roomId === roomId).map(({ text }) => text);
    return { possible, certain: possible.filter((text) => !this.#gone.has(text)) };
  }

  /** What was typed in each tab, in order. */
  typedBy(roomId: string): string[][] {
    const own = this.#typed.filter((typed) => typed.roomId === roomId);
    return [...new Set(own.map(({ page }) => page))].map((page) =>
      own.filter((typed) => typed.page === page).map(({ text }) => text),
    );
  }
}
