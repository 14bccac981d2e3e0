import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { Api } from '../support/api.ts';
import type { Person } from '../support/person.ts';

/** A live connection over which somebody says things, as apps do: cheaper for both ends than a request for each. */
export class LiveLine {
  #awaited: { readonly kind: string; count: number; readonly end: (error?: Error) => void } | undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (frame: Buffer) => {
      for (const envelope of frame.toString().split('\n')) this.#heed(envelope);
    });
    socket.on('error', (error) => this.#awaited?.end(error));
    socket.on('close', (code) => this.#awaited?.end(new Error(`the live connection was closed: ${code}`)));
  }

  static async open(url: string, { account }: Person): Promise<LiveLine> {
    const { token } = await Api.logIn(url, account);
    const socket = new WebSocket(`${url.replace(/^http/u, 'ws')}/v1/ws`, 'parley.v1.json');
    const line = new LiveLine(socket);
    socket.on('open', () => socket.send(JSON.stringify({ hello: { accessToken: token } })));
    await line.#come('welcome', 1);
    return line;
  }

  /** Until so many messages are acknowledged from now on. */
  acknowledged(count: number): Promise<void> {
    return this.#come('ack', count);
  }

  say(roomId: string, text: string): void {
    this.socket.send(JSON.stringify({ send: { clientId: randomUUID(), roomId, text } }));
  }

  close(): void {
    this.socket.close();
  }

  #come(kind: string, count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#awaited = { kind, count, end: (error) => (error === undefined ? resolve() : reject(error)) };
    });
  }

  /** Most envelopes are events, which say nothing here: nothing is parsed. */
  #heed(envelope: string): void {
    const awaited = this.#awaited;
    if (awaited === undefined) return;
    if (envelope.startsWith('{"error"')) awaited.end(new Error(envelope));
    if (!envelope.startsWith(`{"${awaited.kind}"`)) return;
    awaited.count--;
    if (awaited.count === 0) awaited.end();
  }
}
