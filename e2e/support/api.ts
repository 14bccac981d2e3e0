import { randomUUID } from 'node:crypto';
import { PASSWORD, type Account } from './person.ts';

/** A message as REST answers it. */
export interface Message {
  readonly id: string;
  readonly seq: string;
  readonly text: string;
  readonly clientId: string;
  readonly sender: { readonly username: string };
}

/** The public REST API with one person's token. */
export class Api {
  private constructor(
    private readonly url: string,
    /** What the person is known by. */
    readonly token: string,
  ) {}

  static async logIn(url: string, { username }: Account): Promise<Api> {
    const { accessToken } = await call<{ accessToken: string }>(`${url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: username, password: PASSWORD, session: 'TOKEN' }),
    });
    return new Api(url, accessToken);
  }

  /** Makes an account. */
  static async register(url: string, { username, displayName }: Account): Promise<Api> {
    const { accessToken } = await call<{ accessToken: string }>(`${url}/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${username}@example.org`, username, displayName, password: PASSWORD }),
    });
    return new Api(url, accessToken);
  }

  /** Makes a public room, and answers its id. */
  async createRoom(name: string): Promise<string> {
    const { id } = await call<{ id: string }>(`${this.url}/v1/rooms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    return id;
  }

  /** Joins a public room. */
  async join(roomId: string): Promise<void> {
    await call(`${this.url}/v1/rooms/${roomId}:join`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: '{}',
    });
  }

  /** Every message of a room, oldest first. */
  async messages(roomId: string): Promise<Message[]> {
    const all: Message[] = [];
    for (let after = '0'; ; after = all.at(-1)?.seq ?? '0') {
      const page = await this.#get<{ messages: Message[]; hasMore: boolean }>(
        `/v1/rooms/${roomId}/messages?after=${after}&pageSize=200`,
      );
      all.push(...page.messages);
      if (!page.hasMore) return all;
    }
  }

  /** Says something in a room. */
  async say(roomId: string, text: string): Promise<void> {
    await call(`${this.url}/v1/rooms/${roomId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: randomUUID(), text }),
    });
  }

  /** Reacts to a message. */
  async react(roomId: string, messageId: string, emoji: string): Promise<void> {
    await call(`${this.url}/v1/rooms/${roomId}/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${this.token}` },
    });
  }

  /** Has something said later. */
  async schedule(roomId: string, text: string, time: Date): Promise<void> {
    await call(`${this.url}/v1/rooms/${roomId}/scheduled-messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: randomUUID(), text, sendTime: time.toISOString() }),
    });
  }

  /** Notes something to be reminded of. */
  async remind(note: string, time: Date): Promise<void> {
    await call(`${this.url}/v1/saved-items`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ note, remindTime: time.toISOString() }),
    });
  }

  /** Says something of oneself until then. */
  async setStatus(emoji: string, text: string, until: Date): Promise<void> {
    await call(`${this.url}/v1/users/me/presence`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: { emoji, text, expireTime: until.toISOString() } }),
    });
  }

  async #get<Answer>(path: string): Promise<Answer> {
    return call(this.url + path, { headers: { authorization: `Bearer ${this.token}` } });
  }
}

async function call<Answer>(url: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(url, request);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
