import type { Message } from './model';

/**
 * How far the person has read a room, and what is left. The server says so from time to time, each time as it was at one
 * position of the room's log (`at`); what happened after that is counted here as it comes. So it does not matter in which
 * order the room's log and the own log bring their news.
 */
export interface ReadState {
  /** Everything up to here is read. */
  readonly seq: number;
  /** Ordinal of the last message that is read. */
  readonly ordinal: number;
  /** Ordinal of the newest message, as far as known. */
  readonly head: number;
  /** Position of the room's log when the server said so. */
  readonly at: number;
  /** Ordinal of the newest message then. */
  readonly atOrdinal: number;
  /** Messages after `ordinal` then. */
  readonly unread: number;
  /** Those of them that mentioned the person. */
  readonly mentions: number;
  /** Of the messages after `atOrdinal`, by ordinal, those that are more than one more unread message. */
  readonly later: Readonly<Record<number, Later>>;
  /** What became of messages after `at`. */
  readonly steps: readonly Step[];
}

/** A message as it was when it was heard of. */
interface Later {
  /** Events about it up to here are taken into account. */
  readonly seq: number;
  readonly deleted: boolean;
  readonly mentioned: boolean;
}

/** By how much one event changed a message's part of the counts. */
export interface Step {
  /** Position of the event. */
  readonly seq: number;
  readonly ordinal: number;
  readonly unread: number;
  readonly mentions: number;
}

/** What the server says of a read position, in numbers. */
export interface Position {
  readonly seq: number;
  readonly ordinal: number;
  readonly headOrdinal: number;
  readonly unreadCount: number;
  readonly mentionCount: number;
  readonly headSeq: number;
}

export function unreadCount(state: ReadState): number {
  const deleted = Object.values(state.later).filter((message) => message.deleted).length;
  const stepped = stepsThatCount(state).reduce((sum, { unread }) => sum + unread, 0);
  return Math.max(state.unread + state.head - state.atOrdinal - deleted + stepped, 0);
}

export function mentionCount(state: ReadState): number {
  const later = Object.values(state.later).filter((message) => message.mentioned).length;
  return Math.max(state.mentions + later + stepsThatCount(state).reduce((sum, { mentions }) => sum + mentions, 0), 0);
}

/** Steps of unread messages, but for what was known already when the message was heard of. */
function stepsThatCount({ ordinal, later, steps }: ReadState): Step[] {
  return steps.filter((step) => step.ordinal > ordinal && step.seq > (later[step.ordinal]?.seq ?? 0));
}

/** Nothing is known but this. */
export function begin({
  seq,
  ordinal,
  headOrdinal,
  headSeq,
  unreadCount: unread,
  mentionCount: mentions,
}: Position): ReadState {
  return {
    seq,
    ordinal,
    head: headOrdinal,
    at: headSeq,
    atOrdinal: headOrdinal,
    unread,
    mentions,
    later: {},
    steps: [],
  };
}

/** The server says where the position is. What is older than a message of one's own that is known already says nothing. */
export function moved(state: ReadState, position: Position): ReadState {
  if (position.headSeq < state.at) return state;
  const { headOrdinal, headSeq } = position;
  return {
    ...begin(position),
    head: Math.max(state.head, headOrdinal),
    later: Object.fromEntries(Object.entries(state.later).filter(([ordinal]) => Number(ordinal) > headOrdinal)),
    steps: state.steps.filter((step) => step.seq > headSeq),
  };
}

/**
 * Messages came, live or by reading, in any order and any number of times. One's own reads everything before it. Those of
 * people who are blocked mention nobody.
 */
export function heard(
  state: ReadState,
  messages: readonly Message[],
  me: string,
  blocked: Readonly<Record<string, unknown>> = {},
): ReadState {
  return messages.reduce((known, message) => {
    const { seq, ordinal, sender, changeSeq, deleted } = message;
    if (seq <= known.at) return known;
    if (sender.id === me)
      return moved(known, { seq, ordinal, headOrdinal: ordinal, headSeq: seq, unreadCount: 0, mentionCount: 0 });
    const names = message.mentions === 'everyone' || message.mentions.includes(me);
    const mentioned = names && blocked[sender.id] === undefined;
    const before = known.later[ordinal];
    const plain = !deleted && !mentioned && changeSeq === seq;
    const news = before === undefined ? !plain : before.seq < changeSeq;
    if (!news && ordinal <= known.head) return known;
    const head = Math.max(known.head, ordinal);
    const later = news ? { ...known.later, [ordinal]: { seq: changeSeq, deleted, mentioned } } : known.later;
    return { ...known, head, later };
  }, state);
}

/** An event changed what a message counts for. The same event once more, after a crash, says nothing new. */
export function stepped(state: ReadState, step: Step): ReadState {
  const known = step.seq <= state.at || state.steps.some(({ seq }) => seq === step.seq);
  return known ? state : { ...state, steps: [...state.steps, step] };
}
