import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { seedRooms, seedUsers, type FakeRoom, type FakeUser } from './fake-data.ts';
import { changeMessage } from './fake-changes.ts';

type Json = Record<string, unknown>;

/** A refusal on its way to the wire. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: { field: string; message: string }[] = [],
  ) {
    super(detail);
  }
}

interface Live {
  socket: WebSocket;
  user: FakeUser;
}

/** Parley's public contract in memory, just enough to build screens against. Sign in as `ada`, see fake-data.ts. */
export class FakeServer {
  readonly #users: FakeUser[];
  readonly #rooms: FakeRoom[];
  readonly #access = new Map<string, string>();
  readonly #refresh = new Map<string, string>();
  readonly #live = new Set<Live>();
  readonly #sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'parley.v1.json' });
  #registrationOpen = true;
  #down = false;
  #silent = false;
  /** Whether read receipts are told; one setting for everybody. */
  #telling = true;
  /** What everybody has chosen to be seen as. */
  #own: Json = { availability: { choice: 'AUTOMATIC' } };

  constructor({ busyMessages }: { busyMessages: number }) {
    this.#users = seedUsers();
    this.#rooms = seedRooms(this.#users, busyMessages);
  }

  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (!url.pathname.startsWith('/v1/') && !url.pathname.startsWith('/fake/')) {
      next();
      return;
    }
    if (this.#down && url.pathname.startsWith('/v1/')) {
      response.writeHead(503).end();
      return;
    }
    void this.#answer(request, response, url);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (new URL(request.url ?? '/', 'http://fake').pathname !== '/v1/ws') return;
    if (this.#down) {
      socket.destroy();
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#greet(webSocket));
  }

  async #answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const answer = this.#route(request, response, url, text === '' ? {} : (JSON.parse(text) as Json));
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'INTERNAL', String(error));
      const { status, code, message: detail, errors } = refusal;
      const problem = {
        type: 'about:blank',
        title: code,
        status,
        code,
        detail,
        requestId: randomUUID(),
        retryable: false,
        errors,
      };
      response.writeHead(status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem));
    }
  }

  #route(request: IncomingMessage, response: ServerResponse, url: URL, body: Json): Json {
    const route = `${request.method ?? ''} ${url.pathname}`;
    const query = (name: string) => url.searchParams.get(name) ?? '';
    switch (route) {
      case 'GET /v1/auth/options':
        return { registrationOpen: this.#registrationOpen, passwordMinLength: 10 };
      case 'POST /v1/auth/register':
        return this.#register(response, body);
      case 'POST /v1/auth/login': {
        const login = String(body.login).toLowerCase();
        const user = this.#users.find((each) => each.username === login || each.email === login);
        if (user?.password !== body.password || user === undefined) {
          throw new Refusal(401, 'WRONG_CREDENTIALS', 'The login or the password is wrong.');
        }
        return this.#session(response, user);
      }
      case 'POST /v1/auth/refresh': {
        const cookie = /parley_refresh=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
        const user = this.#users.find((each) => each.id === this.#refresh.get(cookie));
        if (user === undefined) throw new Refusal(401, 'SESSION_ENDED', 'Sign in again.');
        return this.#session(response, user);
      }
      case 'POST /v1/auth/logout':
        response.setHeader('Set-Cookie', 'parley_refresh=; HttpOnly; SameSite=Strict; Path=/v1/auth; Max-Age=0');
        return {};
      case 'POST /fake/close':
        for (const { socket } of this.#live) socket.close(Number(query('code')));
        return {};
      case 'POST /fake/down':
        this.#down = query('on') === 'true';
        if (this.#down) for (const { socket } of this.#live) socket.terminate();
        return {};
      case 'POST /fake/silent':
        this.#silent = query('on') === 'true';
        return {};
      case 'POST /fake/registration':
        this.#registrationOpen = query('open') === 'true';
        return {};
      case 'POST /fake/say': {
        const user = this.#users.find((each) => each.username === body.username);
        const room = this.#rooms.find((each) => each.name === body.room);
        if (user === undefined || room === undefined) throw new Refusal(404, 'ROOM_NOT_FOUND', 'No such room.');
        return this.#say(user, room, randomUUID(), String(body.text));
      }
    }
    const me = this.#caller(request);
    switch (route) {
      case 'POST /v1/auth/password':
        if (body.currentPassword !== me.password)
          throw new Refusal(401, 'WRONG_CREDENTIALS', 'The current password is wrong.');
        me.password = String(body.newPassword);
        return { endedSessions: 1 };
      case 'GET /v1/users/me':
        return toUser(me);
      case 'PATCH /v1/users/me':
        me.displayName = String(body.displayName);
        return toUser(me);
      case 'GET /v1/users': {
        const wanted = query('query').toLowerCase();
        const found = this.#users.filter(
          (each) => each.username.startsWith(wanted) || each.displayName.toLowerCase().startsWith(wanted),
        );
        return { users: found.slice(0, 20).map(toUser), nextPageToken: '' };
      }
      case 'GET /v1/users/me/presence':
        return this.#own;
      case 'PATCH /v1/users/me/presence':
        return (this.#own = { ...this.#own, ...body });
      case 'GET /v1/users/me/preferences':
        return { readReceipts: this.#telling };
      case 'PATCH /v1/users/me/preferences':
        this.#telling = body.readReceipts === true;
        return { readReceipts: this.#telling };
      case 'GET /v1/rooms':
        return {
          rooms: this.#rooms.filter((room) => room.members.has(me.id)).map((room) => toRoom(room, me)),
          nextPageToken: '',
        };
      case 'GET /v1/rooms:discover': {
        const wanted = query('query').toLowerCase();
        const found = this.#rooms.filter(
          (room) => room.visibility === 'PUBLIC' && `${room.name} ${room.topic}`.toLowerCase().includes(wanted),
        );
        return { rooms: found.map((room) => toRoom(room, me)), nextPageToken: '' };
      }
      case 'POST /v1/rooms':
        return this.#createRoom(me, body);
    }
    return this.#routeRoom(request.method ?? '', url, me, body);
  }

  #routeRoom(method: string, url: URL, me: FakeUser, body: Json): Json {
    const match = /^\/v1\/rooms\/([^/:]+)(.*)$/.exec(url.pathname);
    const room = this.#rooms.find((each) => each.id === match?.[1]);
    if (match === null) throw new Refusal(404, 'ROUTE_NOT_FOUND', 'No such route.');
    const member = room?.members.has(me.id) === true;
    if (room === undefined || (room.visibility === 'PRIVATE' && !member)) {
      throw new Refusal(404, 'ROOM_NOT_FOUND', 'There is no such room.');
    }
    switch (`${method} ${match[2] ?? ''}`) {
      case 'GET ':
        return toRoom(room, me);
      case 'POST :join':
        if (!member) this.#addMember(room, me);
        return toRoom(room, me);
      case 'POST :leave':
        if (member) {
          this.#append(room, { memberLeft: { person: toPerson(me) } });
          room.members.delete(me.id);
          this.#tell(me, { roomLeft: { roomId: room.id } });
        }
        return {};
      case 'GET /members':
        return { members: [...room.members.keys()].map((id) => this.#member(room, id)), nextPageToken: '' };
      case 'POST /members': {
        const user = this.#users.find((each) => each.id === body.userId);
        if (user === undefined) throw new Refusal(404, 'USER_NOT_FOUND', 'There is no such person.');
        if (!room.members.has(user.id)) this.#addMember(room, user);
        return this.#member(room, user.id);
      }
      case 'POST :unread':
        return this.#readTo(room, me, Number(body.seq) - 1);
      case 'GET /receipts':
        return { receipts: [...room.members.keys()].map((userId) => receipt(room, userId)) };
      case 'GET /messages':
        return page(room, url.searchParams);
      default: {
        const change = (event: Json) => this.#append(room, event);
        const changed = changeMessage(
          room,
          toPerson(me) as Json & { id: string },
          method,
          match[2] ?? '',
          body,
          change,
        );
        if (changed !== undefined) return changed;
        throw new Refusal(404, 'ROUTE_NOT_FOUND', 'No such route.');
      }
    }
  }

  #register(response: ServerResponse, body: Json): Json {
    if (!this.#registrationOpen)
      throw new Refusal(403, 'REGISTRATION_CLOSED', 'This installation takes no new accounts.');
    const username = String(body.username).toLowerCase();
    if (this.#users.some((each) => each.username === username)) {
      const message = 'This user name belongs to somebody else.';
      throw new Refusal(409, 'USERNAME_TAKEN', message, [{ field: 'username', message }]);
    }
    const user: FakeUser = {
      id: randomUUID(),
      username,
      displayName: typeof body.displayName === 'string' ? body.displayName : username,
      email: String(body.email),
      password: String(body.password),
      createTime: new Date().toISOString(),
      userSeq: 0,
      userLog: [],
    };
    this.#users.push(user);
    return this.#session(response, user);
  }

  #session(response: ServerResponse, user: FakeUser): Json {
    const accessToken = randomUUID();
    const refreshToken = randomUUID();
    this.#access.set(accessToken, user.id);
    this.#refresh.set(refreshToken, user.id);
    response.setHeader('Set-Cookie', `parley_refresh=${refreshToken}; HttpOnly; SameSite=Strict; Path=/v1/auth`);
    return { user: toUser(user), accessToken, refreshToken: '', expiresIn: 600 };
  }

  #caller(request: IncomingMessage): FakeUser {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const user = this.#users.find((each) => each.id === this.#access.get(token));
    if (user === undefined) throw new Refusal(401, 'UNAUTHENTICATED', 'Sign in first.');
    return user;
  }

  #createRoom(me: FakeUser, body: Json): Json {
    const name = String(body.name);
    if (this.#rooms.some((room) => room.name.toLowerCase() === name.toLowerCase() && room.visibility === 'PUBLIC')) {
      const message = 'Another public channel has this name.';
      throw new Refusal(409, 'ROOM_NAME_TAKEN', message, [{ field: 'name', message }]);
    }
    const room: FakeRoom = {
      id: randomUUID(),
      name,
      topic: typeof body.topic === 'string' ? body.topic : '',
      visibility: body.visibility === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC',
      owner: me.id,
      createTime: new Date().toISOString(),
      members: new Map(),
      read: new Map(),
      log: [],
    };
    this.#rooms.push(room);
    this.#addMember(room, me);
    return toRoom(room, me);
  }

  #addMember(room: FakeRoom, user: FakeUser): void {
    room.members.set(user.id, new Date().toISOString());
    this.#append(room, { memberJoined: this.#member(room, user.id) });
    room.read.set(user.id, room.log.length);
    this.#tell(user, { roomJoined: toRoom(room, user) });
  }

  #member(room: FakeRoom, userId: string): Json {
    const user = this.#users.find((each) => each.id === userId);
    const role = room.owner === userId ? 'OWNER' : 'MEMBER';
    return { roomId: room.id, person: user && toPerson(user), role, joinTime: room.members.get(userId) };
  }

  #say(user: FakeUser, room: FakeRoom, clientId: string, text: string): Json {
    for (const { change } of room.log) {
      const before = change.messageCreated as Json | undefined;
      if (before?.clientId === clientId) return before;
    }
    const message = {
      id: randomUUID(),
      roomId: room.id,
      seq: String(room.log.length + 1),
      sender: toPerson(user),
      text,
      createTime: new Date().toISOString(),
      clientId,
      ordinal: String(ordinalAt(room, room.log.length) + 1),
      changeSeq: String(room.log.length + 1),
      mentions: this.#users.filter(({ username }) => text.includes(`@${username}`)).map(({ id }) => id),
      mentionsEveryone: /@(all|here)\b/.test(text),
    };
    this.#append(room, { messageCreated: message });
    room.read.set(user.id, room.log.length);
    return message;
  }

  #readTo(room: FakeRoom, user: FakeUser, seq: number): Json {
    room.read.set(user.id, Math.min(seq, room.log.length));
    const position = readPosition(room, user.id);
    this.#tell(user, { readMoved: position });
    for (const live of this.#live)
      if (live.user !== user && room.members.has(live.user.id)) send(live.socket, { receipt: receipt(room, user.id) });
    return position;
  }

  #append(room: FakeRoom, change: Json): void {
    const createTime = new Date().toISOString();
    room.log.push({ createTime, change });
    const event = { event: { roomId: room.id, seq: String(room.log.length), userSeq: '0', createTime, ...change } };
    for (const live of this.#live) if (room.members.has(live.user.id)) send(live.socket, event);
  }

  #tell(user: FakeUser, change: Json): void {
    user.userLog.push({ userSeq: ++user.userSeq, change });
    const event = { event: { roomId: '', seq: '0', userSeq: String(user.userSeq), ...change } };
    for (const live of this.#live) if (live.user === user) send(live.socket, event);
  }

  #greet(socket: WebSocket): void {
    let live: Live | null = null;
    socket.on('close', () => live && this.#live.delete(live));
    socket.on('message', (data: Buffer) => {
      for (const line of data.toString().split('\n')) {
        const envelope = JSON.parse(line) as Record<string, Json | undefined>;
        if (envelope.hello !== undefined) live = this.#hello(socket, envelope.hello);
        else if (live === null) socket.close(4002);
        else if (envelope.ping !== undefined) send(socket, { pong: {} });
        else if (envelope.watch !== undefined) send(socket, { presences: { presences: presences(envelope.watch) } });
        else if (envelope.read !== undefined) this.#read(live, envelope.read);
        else if (envelope.send !== undefined && !this.#silent) this.#sent(live, envelope.send);
      }
    });
  }

  #hello(socket: WebSocket, hello: Json): Live | null {
    const user = this.#users.find((each) => each.id === this.#access.get(String(hello.accessToken)));
    if (user === undefined) {
      socket.close(4001);
      return null;
    }
    send(socket, {
      welcome: { sessionId: randomUUID(), userId: user.id, heartbeatSeconds: 25, userSeq: String(user.userSeq) },
    });
    const resume = (hello.resume ?? {}) as { user?: string; rooms?: Record<string, string> };
    for (const room of this.#rooms) {
      const after = Number(resume.rooms?.[room.id] ?? room.log.length);
      if (!room.members.has(user.id)) continue;
      if (room.log.length - after > 1_000) send(socket, { resync: { roomId: room.id } });
      else
        room.log.slice(after).forEach(({ createTime, change }, index) => {
          send(socket, {
            event: { roomId: room.id, seq: String(after + index + 1), userSeq: '0', createTime, ...change },
          });
        });
    }
    for (const { userSeq, change } of user.userLog.slice(Number(resume.user ?? user.userSeq))) {
      send(socket, { event: { roomId: '', seq: '0', userSeq: String(userSeq), ...change } });
    }
    const live = { socket, user };
    this.#live.add(live);
    return live;
  }

  #read({ user }: Live, { roomId, seq }: Json): void {
    const room = this.#rooms.find((each) => each.id === roomId && each.members.has(user.id));
    if (room !== undefined && Number(seq) > (room.read.get(user.id) ?? 0)) this.#readTo(room, user, Number(seq));
  }

  #sent({ socket, user }: Live, { clientId, roomId, text }: Json): void {
    const room = this.#rooms.find((each) => each.id === roomId && each.members.has(user.id));
    if (room === undefined || text === '/fail') {
      send(socket, { error: { clientId, code: 'NOT_A_MEMBER', message: 'Join the room first.', retryable: false } });
      return;
    }
    const message = this.#say(user, room, String(clientId), String(text));
    send(socket, {
      ack: { clientId, roomId, messageId: message.id, seq: message.seq, createTime: message.createTime },
    });
  }
}

function send(socket: WebSocket, envelope: Json): void {
  socket.send(JSON.stringify(envelope));
}

function page(room: FakeRoom, parameters: URLSearchParams): Json {
  const size = Number(parameters.get('pageSize') ?? '50');
  const said = room.log.flatMap(({ change }) =>
    change.messageCreated === undefined ? [] : [change.messageCreated as Json],
  );
  const after = parameters.get('after');
  if (after !== null) {
    const later = said.filter((message) => Number(message.seq) > Number(after));
    return { messages: later.slice(0, size), hasMore: later.length > size };
  }
  const before = Number(parameters.get('before') ?? '0');
  const earlier = before === 0 ? said : said.filter((message) => Number(message.seq) < before);
  return { messages: earlier.slice(-size), hasMore: earlier.length > size };
}

function ordinalAt(room: FakeRoom, seq: number): number {
  return room.log.slice(0, seq).filter(({ change }) => change.messageCreated !== undefined).length;
}

function readPosition(room: FakeRoom, userId: string): Json {
  const seq = room.read.get(userId) ?? 0;
  const [ordinal, headOrdinal] = [ordinalAt(room, seq), ordinalAt(room, room.log.length)];
  const mentionCount = room.log.slice(seq).filter(({ change }) => {
    const message = change.messageCreated as { mentions: string[]; mentionsEveryone: boolean } | undefined;
    return message?.mentionsEveryone === true || message?.mentions.includes(userId) === true;
  }).length;
  return {
    roomId: room.id,
    seq: String(seq),
    ordinal: String(ordinal),
    headOrdinal: String(headOrdinal),
    headSeq: String(room.log.length),
    unreadCount: String(headOrdinal - ordinal - deletedAfter(room, seq)),
    mentionCount: String(mentionCount),
  };
}

function deletedAfter(room: FakeRoom, seq: number): number {
  return room.log.slice(seq).filter(({ change }) => (change.messageCreated as Json | undefined)?.deleted === true)
    .length;
}

function receipt(room: FakeRoom, userId: string): Json {
  const seq = String(room.read.get(userId) ?? 0);
  return { roomId: room.id, userId, deliveredSeq: seq, readSeq: seq };
}

function toPerson({ id, username, displayName }: FakeUser): Json {
  return { id, username, displayName };
}

function toUser(user: FakeUser): Json {
  return { ...toPerson(user), email: user.email, createTime: user.createTime };
}

function toRoom(room: FakeRoom, me: FakeUser): Json {
  const { seq, ordinal, headOrdinal, unreadCount, mentionCount } = readPosition(room, me.id);
  return {
    readSeq: seq,
    readOrdinal: ordinal,
    headOrdinal,
    unreadCount,
    mentionCount,
    id: room.id,
    kind: 'CHANNEL',
    visibility: room.visibility,
    name: room.name,
    topic: room.topic,
    memberCount: room.members.size,
    headSeq: String(room.log.length),
    joined: room.members.has(me.id),
    role: room.owner === me.id ? 'OWNER' : 'MEMBER',
    createTime: room.createTime,
  };
}

const STATES = ['ONLINE', 'AWAY', 'DO_NOT_DISTURB', 'OFFLINE'];

/** One in each state, in turn; every third has a status. */
function presences({ userIds }: Json): Json[] {
  return (userIds as string[]).map((userId, index) => {
    const state = STATES[index % STATES.length];
    const lastSeenTime = state === 'OFFLINE' ? { lastSeenTime: new Date(Date.now() - 300_000).toISOString() } : {};
    return {
      userId,
      state,
      ...lastSeenTime,
      ...(index % 3 === 0 ? { status: { emoji: '🌴', text: 'On holiday' } } : {}),
    };
  });
}
