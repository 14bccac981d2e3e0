/** What the tabs of one person in one browser tell each other. */
export interface TabNews {
  /** A message of the outbox is durable, or was discarded. */
  readonly kind: 'settled';
  readonly clientId: string;
}

/** The person's other tabs. News may be lost: what has to be true is in the storage and on the server. */
export interface OtherTabs {
  tell(news: TabNews): void;
  /** Answers how to stop listening. */
  listen(listener: (news: TabNews) => void): () => void;
}

/** The other tabs of this browser, where it has a way to reach them. */
export function browserTabs(userId: string): OtherTabs {
  const name = `parley.chat.${userId}`;
  let open: BroadcastChannel | undefined;
  return {
    tell: (news) => open?.postMessage(news),
    listen(listener) {
      if (typeof BroadcastChannel === 'undefined') return () => undefined;
      const channel = new BroadcastChannel(name);
      channel.addEventListener('message', (event: MessageEvent<TabNews>) => listener(event.data));
      open = channel;
      return () => {
        channel.close();
        if (open === channel) open = undefined;
      };
    },
  };
}
