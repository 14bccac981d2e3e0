import type { ServerEnvelope, Welcome } from '@/gen/parley/v1/chat_pb';
import { DeviceActivity_State } from '@/gen/parley/v1/presence_pb';
import { backoff } from './backoff';
import { Intake, type IntakePorts } from './intake';
import type { ConnectionState } from './model';
import { decode, encode, type ClientKind } from './wire';

/** The part of a WebSocket that the connection uses. */
export interface Socket {
  /** As WebSocket has it. */
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  send(data: string): void;
  close(code?: number): void;
}

const OPEN = 1;

export interface ConnectionPorts extends IntakePorts {
  openSocket(): Socket;
  /** A current access token. */
  accessToken(): Promise<string>;
  /** Another one than `refused`. */
  accessTokenAfter(refused: string): Promise<string>;
  random(): number;
}

/** What the connection tells its owner, and asks of it. */
export interface ConnectionEvents {
  /** Runs before each attempt; when it fails, the attempt has failed. */
  prepare(): Promise<void>;
  /** The greeting's positions, asked at the moment it is sent. */
  resume(): { user?: bigint; rooms: Record<string, bigint> };
  /** Whether nobody is at the page, asked at the same moment. */
  idle(): boolean;
  welcomed(welcome: Welcome): void;
  received(envelopes: ServerEnvelope[]): void;
  /** The live connection is gone, or an attempt came to nothing. */
  lost(closeCode: number): void;
  changed(state: ConnectionState): void;
}

/** The close codes that ask for something else than "wait a little and reconnect". */
export const CloseCode = {
  SIGN_IN_AGAIN: 4001,
  HELLO_EXPECTED: 4002,
  TOO_LARGE: 1009,
  UNAVAILABLE: 4004,
  TOO_MANY: 4007,
} as const;

const GREETING_LIMIT_MS = 10_000;
const ANSWER_LIMIT_MS = 10_000;
/** A connection that lived this long was a good one: the next failure starts counting anew. */
const SETTLED_MS = 10_000;

type State =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'greeting'; readonly socket: Socket; readonly token: string }
  | {
      readonly kind: 'live';
      readonly socket: Socket;
      readonly token: string;
      readonly since: number;
      readonly heartbeat: number;
    }
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'stopped' };

/** Keeps one live connection up: greets, beats, notices silence, and comes back after every loss until it is stopped. */
export class Connection {
  #state: State = { kind: 'stopped' };
  #attempt = 0;
  /** Counts attempts; what an older one still had under way is void. */
  #generation = 0;
  #refusedToken: string | null = null;
  #sentAt = 0;
  /** The one thing that the current state waits for: the greeting's answer, the next beat, or the next attempt. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #answerTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #intake: Intake<ServerEnvelope>;

  constructor(
    private readonly ports: ConnectionPorts,
    private readonly events: ConnectionEvents,
  ) {
    this.#intake = new Intake(ports, (envelopes) => events.received(envelopes));
  }

  start(): void {
    if (this.#state.kind === 'stopped') void this.#connect();
  }

  stop(): void {
    this.#drop();
    this.#become({ kind: 'stopped' });
  }

  /** Connects at once if it was waiting; asks for a sign of life if it seems to be live. */
  wake(): void {
    switch (this.#state.kind) {
      case 'waiting':
        void this.#connect();
        break;
      case 'live':
        this.#ping();
        break;
      case 'preparing':
      case 'greeting':
      case 'stopped':
    }
  }

  /** Gives this connection up and makes the next. */
  restart(): void {
    if (this.#state.kind === 'greeting' || this.#state.kind === 'live') this.#closed(1000);
  }

  /** Whether the envelope was handed over; it is not while there is no live connection. */
  send(kind: ClientKind): boolean {
    // One that closes is still there for a moment, and takes nothing.
    if (this.#state.kind !== 'live' || this.#state.socket.readyState !== OPEN) return false;
    this.#write(this.#state.socket, kind);
    return true;
  }

  /** Hands a newer access token to the live connection. */
  renew(accessToken: string): void {
    if (this.#state.kind !== 'live' || this.#state.token === accessToken) return;
    this.#state = { ...this.#state, token: accessToken };
    this.send({ case: 'renew', value: { accessToken } });
  }

  /** Fetches another token than the connection's, which the server has refused. */
  async replaceToken(): Promise<void> {
    if (this.#state.kind === 'live') this.renew(await this.ports.accessTokenAfter(this.#state.token));
  }

  async #connect(): Promise<void> {
    const generation = this.#drop();
    this.#become({ kind: 'preparing' });
    let token: string;
    try {
      await this.events.prepare();
      const refused = this.#refusedToken;
      token = await (refused === null ? this.ports.accessToken() : this.ports.accessTokenAfter(refused));
      this.#refusedToken = null;
    } catch {
      if (generation === this.#generation) this.#closed(1006);
      return;
    }
    if (generation !== this.#generation) return;
    const socket = this.ports.openSocket();
    this.#become({ kind: 'greeting', socket, token });
    this.#timer = setTimeout(() => this.restart(), GREETING_LIMIT_MS);
    socket.onopen = () =>
      this.#write(socket, {
        case: 'hello',
        value: {
          accessToken: token,
          resume: this.events.resume(),
          activity: this.events.idle() ? { state: DeviceActivity_State.IDLE } : undefined,
        },
      });
    socket.onmessage = ({ data }) => this.#received(data);
    socket.onclose = ({ code }) => this.#closed(code);
  }

  #received(data: unknown): void {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = undefined;
    let envelopes: ServerEnvelope[];
    try {
      envelopes = decode(String(data));
    } catch {
      // What cannot be read cannot be skipped safely: resume from the last position.
      this.restart();
      return;
    }
    const first = envelopes[0];
    if (this.#state.kind === 'greeting' && first?.kind.case === 'welcome') {
      const { socket, token } = this.#state;
      const welcome = first.kind.value;
      const heartbeat = Math.max(welcome.heartbeatSeconds, 1) * 1000;
      this.#become({ kind: 'live', socket, token, since: this.ports.now(), heartbeat });
      this.#beat();
      this.events.welcomed(welcome);
      envelopes = envelopes.slice(1);
    }
    if (this.#state.kind === 'live' && envelopes.length > 0) this.#intake.add(envelopes);
  }

  #closed(code: number): void {
    const before = this.#state;
    if (before.kind === 'stopped') return;
    this.#drop();
    if (before.kind === 'live' && this.ports.now() - before.since > SETTLED_MS) this.#attempt = 0;
    let delay = backoff(this.#attempt, this.ports.random());
    switch (code) {
      case CloseCode.SIGN_IN_AGAIN:
        if (before.kind === 'greeting' || before.kind === 'live') this.#refusedToken = before.token;
        if (this.#attempt === 0) delay = 0;
        break;
      case CloseCode.UNAVAILABLE:
      case CloseCode.HELLO_EXPECTED:
      case CloseCode.TOO_LARGE:
      case CloseCode.TOO_MANY:
        // Coming back quickly would only repeat it.
        delay = backoff(10, 0.5 + this.ports.random() / 2);
        break;
    }
    this.#attempt++;
    this.#become({ kind: 'waiting', until: this.ports.now() + delay });
    this.events.lost(code);
    this.#timer = setTimeout(() => void this.#connect(), delay);
  }

  #beat(): void {
    if (this.#state.kind !== 'live') return;
    clearTimeout(this.#timer);
    const { heartbeat } = this.#state;
    const due = this.#sentAt + heartbeat - this.ports.now();
    if (due <= 0) this.#ping();
    this.#timer = setTimeout(() => this.#beat(), due <= 0 ? heartbeat : due);
  }

  #ping(): void {
    this.send({ case: 'ping', value: {} });
    this.#answerTimer ??= setTimeout(() => this.restart(), ANSWER_LIMIT_MS);
  }

  #write(socket: Socket, kind: ClientKind): void {
    this.#sentAt = this.ports.now();
    socket.send(encode(kind));
  }

  /** Lets go of whatever was under way, and answers the number of what comes next. */
  #drop(): number {
    this.#intake.flush();
    clearTimeout(this.#timer);
    clearTimeout(this.#answerTimer);
    this.#answerTimer = undefined;
    if (this.#state.kind === 'greeting' || this.#state.kind === 'live') {
      const { socket } = this.#state;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    }
    return ++this.#generation;
  }

  #become(state: State): void {
    this.#state = state;
    switch (state.kind) {
      case 'preparing':
      case 'greeting':
        this.events.changed({ kind: 'connecting' });
        break;
      case 'live':
      case 'stopped':
        this.events.changed({ kind: state.kind });
        break;
      case 'waiting':
        this.events.changed({ kind: 'waiting', until: state.until });
        break;
    }
  }
}
