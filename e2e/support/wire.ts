import type { Page } from '@playwright/test';

/** What the server has promised to keep. */
export interface Ack {
  readonly clientId: string;
  readonly messageId: string;
  readonly seq: string;
}

/** Listens to a page's live connections and collects every acknowledgement; install it before the page opens them. */
export function collectAcks(page: Page): Ack[] {
  const acks: Ack[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      for (const line of String(payload).split('\n')) {
        if (line === '') continue;
        const { ack } = JSON.parse(line) as { ack?: Ack };
        if (ack !== undefined) acks.push(ack);
      }
    }),
  );
  return acks;
}
