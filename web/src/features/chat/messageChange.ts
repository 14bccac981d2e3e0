import type { Message, Reaction, Replies, Wish } from './model';

/** What an event says of a message: how it stands, or who has reacted. */
export type MessageChange =
  | { readonly kind: 'message'; readonly messageSeq: number; readonly message: Message }
  | {
      readonly kind: 'reaction';
      readonly messageSeq: number;
      /** Position of the event. */
      readonly seq: number;
      readonly emoji: string;
      readonly userId: string;
      readonly added: boolean;
    }
  | {
      /** A reply to it was said, or deleted. */
      readonly kind: 'reply';
      readonly messageSeq: number;
      /** Position of the event. */
      readonly seq: number;
      readonly said: boolean;
      readonly ordinal: number;
      readonly userId: string;
      readonly time: number;
    };

/** As many people are named for one emoji; beyond that they are only counted. */
const MOST_NAMED = 50;

/** The newer of two views of the same message; of two alike, the second. */
export function newer(one: Message, other: Message): Message {
  return other.changeSeq >= one.changeSeq ? other : one;
}

/** The message after the change; the same object where it takes the change into account already. */
export function changed(message: Message, change: MessageChange): Message {
  if (change.messageSeq !== message.seq) return message;
  if (change.kind === 'message') return newer(message, change.message);
  if (change.seq <= message.changeSeq) return message;
  if (change.kind === 'reply')
    return { ...message, changeSeq: change.seq, replies: withReply(message.replies, change) };
  const { seq, emoji, userId, added } = change;
  return { ...message, changeSeq: seq, reactions: withReaction(message.reactions, emoji, userId, added) };
}

/** As many are named of those who replied. */
const MOST_REPLIERS = 5;

function withReply(
  replies: Replies | null,
  { said, ordinal, userId, time }: Extract<MessageChange, { kind: 'reply' }>,
): Replies | null {
  if (!said) return replies === null ? null : { ...replies, count: replies.count - 1 };
  const { count = 0, userIds = [] } = replies ?? {};
  const named = userIds.length < MOST_REPLIERS && !userIds.includes(userId) ? [...userIds, userId] : userIds;
  return { count: count + 1, headOrdinal: ordinal, lastTime: time, userIds: named };
}

/** The message as it will be when a wish of the person comes true. */
export function wished(message: Message, wish: Wish, me: string): Message {
  if (message.deleted) return message;
  switch (wish.kind) {
    case 'edit':
      return { ...message, text: wish.text };
    case 'delete':
      return { ...message, text: '', mentions: [], editTime: null, reactions: [], pinTime: null, deleted: true };
    case 'react':
      return { ...message, reactions: withReaction(message.reactions, wish.emoji, me, wish.on) };
    case 'pin':
      return { ...message, pinTime: wish.on ? (message.pinTime ?? message.time) : null };
  }
}

/** Somebody reacts or takes it back; what is so already stays so. */
function withReaction(
  reactions: readonly Reaction[],
  emoji: string,
  userId: string,
  added: boolean,
): readonly Reaction[] {
  const reaction = reactions.find((each) => each.emoji === emoji);
  if (reaction === undefined) return added ? [...reactions, { emoji, count: 1, userIds: [userId] }] : reactions;
  const { count, userIds } = reaction;
  const known = userIds.includes(userId);
  if (added ? known : !known && userIds.length === count) return reactions;
  // Where not all are named, whoever comes is behind those who are not.
  const named = added
    ? count < MOST_NAMED && userIds.length === count
      ? [...userIds, userId]
      : userIds
    : userIds.filter((id) => id !== userId);
  const next = { emoji, count: count + (added ? 1 : -1), userIds: named };
  return reactions.flatMap((each) => (each !== reaction ? [each] : next.count > 0 ? [next] : []));
}
