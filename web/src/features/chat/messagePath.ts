import type { Message, MessagePlace } from './model';

/** Whether a message stands among those of its room. */
export function isInRoom({ thread, ordinal }: Pick<Message, 'thread' | 'ordinal'>): boolean {
  return thread === null || ordinal > 0;
}

/** The page that shows a message: in its room, or in its thread beside the message that began it. */
export function messagePath({ roomId, seq, ordinal, thread }: MessagePlace): string {
  if (thread === null || ordinal > 0) return `/rooms/${roomId}/${seq}`;
  return `/rooms/${roomId}/${thread.seq}?${new URLSearchParams({ thread: thread.id, reply: String(seq) }).toString()}`;
}

/** The page that shows a thread beside the end of its room. */
export function threadPath(roomId: string, threadId: string): string {
  return `/rooms/${roomId}${threadSearch(threadId)}`;
}

/** What an address says of a thread beside the room. */
export function threadSearch(threadId: string): string {
  return `?${new URLSearchParams({ thread: threadId }).toString()}`;
}
