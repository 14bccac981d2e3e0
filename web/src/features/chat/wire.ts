import { create, fromJsonString, toJsonString, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampMs, type Timestamp } from '@bufbuild/protobuf/wkt';
import {
  ClientEnvelopeSchema,
  ReadPositionSchema,
  Room_Kind,
  ServerEnvelopeSchema,
  type Event,
  type InThread as WireInThread,
  type MentionChange,
  type Message as WireMessage,
  type ReadPosition,
  type Person as WirePerson,
  Message_Priority,
  type Acknowledgements as WireAcknowledgements,
  type Poll as WirePoll,
  type Replies as WireReplies,
  type Room as WireRoom,
  type SavedItem as WireSavedItem,
  type ScheduledMessage as WireScheduledMessage,
  type ServerEnvelope,
  type ThreadPosition,
} from '@/gen/parley/v1/chat_pb';
import { ErrorCode } from '@/gen/parley/v1/errors_pb';
import type { MessageChange } from './messageChange';
import type {
  Acknowledgements,
  Attention,
  Priority,
  InThread,
  Message,
  MessagePlace,
  Person,
  Poll,
  Replies,
  Room,
  SavedItem,
  ScheduledMessage,
  TimelineItem,
} from './model';
import {
  changedText,
  joinedText,
  mutedText,
  roleText,
  toMillisOrNull,
  toPermissions,
  toRole,
  toRoomPreferences,
  toVisibility,
} from './roomFacts';
import { begin, type Position, type Step } from './unread';

export const SUBPROTOCOL = 'parley.v1.json';

/** One of the things a client says on the live connection. */
export type ClientKind = NonNullable<MessageInitShape<typeof ClientEnvelopeSchema>['kind']>;

export function encode(kind: ClientKind): string {
  return toJsonString(ClientEnvelopeSchema, create(ClientEnvelopeSchema, { kind }));
}

/** The envelopes of one WebSocket message: JSON, one per line. */
export function decode(data: string): ServerEnvelope[] {
  return data
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fromJsonString(ServerEnvelopeSchema, line, { ignoreUnknownFields: true }));
}

export function toPerson(person: WirePerson | undefined): Person {
  const { id = '', username = '', displayName = '', avatarVersion = '' } = person ?? {};
  return { id, username, displayName: displayName === '' ? username : displayName, avatarVersion };
}

export function toMessage(message: WireMessage): Message {
  return {
    id: message.id,
    roomId: message.roomId,
    seq: Number(message.seq),
    ordinal: Number(message.ordinal),
    sender: toPerson(message.sender),
    text: message.text,
    time: toMillis(message.createTime),
    clientId: message.clientId,
    mentions: message.mentionsEveryone ? 'everyone' : message.mentions,
    changeSeq: Number(message.changeSeq),
    editTime: toMillisOrNull(message.editTime),
    deleted: message.deleted,
    reactions: message.reactions.map(({ emoji, count, userIds }) => ({ emoji, count: Number(count), userIds })),
    pinTime: toMillisOrNull(message.pinTime),
    thread: toInThread(message.thread),
    replies: toReplies(message.replies),
    expireTime: toMillisOrNull(message.expireTime),
    poll: toPoll(message.poll),
    priority: PRIORITIES[message.priority] ?? 'STANDARD',
    acknowledgements: toAcknowledgements(message.acknowledgements),
    previews: message.linkPreviews.map(({ id, url, title, description, siteName, pictureVersion }) => ({
      id,
      url,
      title,
      description,
      siteName,
      pictureVersion,
    })),
  };
}

const PRIORITIES: Readonly<Partial<Record<Message_Priority, Priority>>> = {
  [Message_Priority.IMPORTANT]: 'IMPORTANT',
  [Message_Priority.URGENT]: 'URGENT',
};

/** What a message is to want of its readers, as it is sent. */
export function wanting({ priority, acknowledge }: Attention) {
  const priorities = {
    STANDARD: Message_Priority.PRIORITY_UNSPECIFIED,
    IMPORTANT: Message_Priority.IMPORTANT,
    URGENT: Message_Priority.URGENT,
  };
  return { priority: priorities[priority], requestAcknowledgement: acknowledge };
}

function toAcknowledgements(acknowledgements: WireAcknowledgements | undefined): Acknowledgements | null {
  if (acknowledgements === undefined) return null;
  return { count: Number(acknowledgements.count), userIds: acknowledgements.userIds };
}

function toPoll(poll: WirePoll | undefined): Poll | null {
  if (poll === undefined) return null;
  const { multiple, anonymous } = poll;
  return {
    options: poll.options.map(({ text, count, userIds }) => ({ text, count: Number(count), userIds })),
    multiple,
    anonymous,
    closeTime: toMillisOrNull(poll.closeTime),
    voterCount: Number(poll.voterCount),
  };
}

function toInThread(thread: WireInThread | undefined): InThread | null {
  return thread === undefined ? null : { id: thread.id, seq: Number(thread.seq), ordinal: Number(thread.ordinal) };
}

function toReplies(replies: WireReplies | undefined): Replies | null {
  if (replies === undefined) return null;
  const { count, headOrdinal, lastTime, userIds } = replies;
  return { count: Number(count), headOrdinal: Number(headOrdinal), lastTime: toMillis(lastTime), userIds };
}

/** What the server says that a thread is to the person. */
export interface ThreadStanding {
  readonly threadId: string;
  readonly roomId: string;
  readonly following: boolean;
  readonly position: Position;
}

export function toStanding({ threadId, following, read }: ThreadPosition): ThreadStanding {
  const position = toPosition(read ?? create(ReadPositionSchema));
  return { threadId, roomId: read?.roomId ?? '', following, position };
}

export function toSavedItem({ roomId, messageId, ...item }: WireSavedItem): SavedItem {
  return {
    id: item.id,
    place: messageId === '' ? null : { roomId, messageId },
    note: item.note,
    createTime: toMillis(item.createTime),
    remindTime: toMillisOrNull(item.remindTime),
    due: item.due,
    doneTime: toMillisOrNull(item.doneTime),
  };
}

export function toScheduledMessage(message: WireScheduledMessage): ScheduledMessage {
  const { id, roomId, text, threadId, alsoInRoom, sendTime, recurrence, failure } = message;
  return {
    id,
    roomId,
    text,
    reply: threadId === '' ? null : { threadId, alsoInRoom },
    sendTime: toMillisOrNull(sendTime),
    recurrence: recurrence === undefined ? null : { cron: recurrence.cron, timeZone: recurrence.timeZone },
    failure: failure === ErrorCode.ERROR_CODE_UNSPECIFIED ? null : ErrorCode[failure],
  };
}

export function toPosition(position: ReadPosition): Position {
  return {
    seq: Number(position.seq),
    ordinal: Number(position.ordinal),
    headOrdinal: Number(position.headOrdinal),
    unreadCount: Number(position.unreadCount),
    mentionCount: Number(position.mentionCount),
    headSeq: Number(position.headSeq),
  };
}

/** The read position that the room is answered with. */
export function roomPosition(room: WireRoom): Position {
  return {
    seq: Number(room.readSeq),
    ordinal: Number(room.readOrdinal),
    headOrdinal: Number(room.headOrdinal),
    unreadCount: Number(room.unreadCount),
    mentionCount: Number(room.mentionCount),
    headSeq: Number(room.headSeq),
  };
}

/** The room as it enters the list. */
export function toRoom(room: WireRoom): Room {
  return {
    ...toFacts(room),
    newestSeq: Number(room.headSeq),
    newestTime: toMillis(room.lastMessageTime ?? room.createTime),
    read: begin(roomPosition(room)),
    membersSeq: 0,
    pinsSeq: 0,
  };
}

/** What a room is, whatever was said in it. */
export function toFacts(room: WireRoom): Omit<Room, 'newestSeq' | 'newestTime' | 'read' | 'membersSeq' | 'pinsSeq'> {
  const kind = toKind(room.kind);
  const people = room.people.map(toPerson);
  return {
    id: room.id,
    kind,
    name: room.name === '' ? calledBy({ kind, people }) : room.name,
    givenName: room.name,
    people,
    topic: room.topic,
    description: room.description,
    avatarVersion: room.avatarVersion,
    archived: room.archived,
    visibility: toVisibility(room.visibility),
    memberCount: room.memberCount,
    guestCount: room.guestCount,
    role: toRole(room.role),
    preferences: toRoomPreferences(room.preferences),
    permissions: toPermissions(room.permissions),
    slowModeSeconds: room.slowModeSeconds,
    lifetimeSeconds: room.messageLifetimeSeconds,
    retentionDays: room.retentionDays,
    muteEnd: toMillisOrNull(room.muteEndTime),
    newlyAdded: room.newlyAdded,
    joinRequestCount: room.joinRequestCount,
  };
}

function toKind(kind: Room_Kind): Room['kind'] {
  if (kind === Room_Kind.DIRECT) return 'DIRECT';
  return kind === Room_Kind.GROUP ? 'GROUP' : 'CHANNEL';
}

/** What a room is called that was given no name. */
export function calledBy({ kind, people }: Pick<Room, 'kind' | 'people'>): string {
  if (people.length > 0) return people.map(({ displayName }) => displayName).join(', ');
  return kind === 'DIRECT' ? 'Notes to self' : 'A group of one';
}

export function messageItem(message: Message): TimelineItem {
  return { kind: 'message', seq: message.seq, message };
}

/** What a room's event shows in its timeline; null for kinds of change that this client does not know. */
export function eventItem(event: Event): TimelineItem | null {
  const seq = Number(event.seq);
  const time = toMillis(event.createTime);
  switch (event.change.case) {
    case 'messageCreated':
      return { kind: 'message', seq, message: { ...toMessage(event.change.value), seq } };
    case 'memberJoined': {
      const { person, adder } = event.change.value;
      const what = adder === undefined ? joinedText(seq) : `was added by ${toPerson(adder).displayName}`;
      return { kind: 'system', seq, person: toPerson(person), what, members: 1, time };
    }
    case 'memberLeft': {
      const { person, remover, banned } = event.change.value;
      const how = banned ? 'banned' : 'removed';
      const what = remover === undefined ? 'left' : `was ${how} by ${toPerson(remover).displayName}`;
      return { kind: 'system', seq, person: toPerson(person), what, members: -1, time };
    }
    case 'memberMuted': {
      const { member, endTime, moderator } = event.change.value;
      const what = mutedText(toMillisOrNull(endTime), toPerson(moderator).displayName);
      return { kind: 'system', seq, person: toPerson(member?.person), what, members: 0, time };
    }
    case 'roleChanged': {
      const { member, role, changer } = event.change.value;
      const person = toPerson(member?.person);
      const by = changer === undefined || changer.id === person.id ? null : toPerson(changer).displayName;
      return { kind: 'system', seq, person, what: roleText(toRole(role), by), members: 0, time };
    }
    case 'roomChanged': {
      const { value } = event.change;
      return { kind: 'system', seq, person: toPerson(value.person), what: changedText(value), members: 0, time };
    }
    case 'pinChanged': {
      const { message, person, pinned } = event.change.value;
      if (!pinned) return null;
      const pin = {
        kind: 'system',
        seq,
        person: toPerson(person),
        what: 'pinned a message',
        members: 0,
        time,
      } as const;
      return message === undefined ? pin : { ...pin, about: placeOf(toMessage(message)) };
    }
    case 'joinRequestsChanged':
    case 'pollChanged':
    case 'messageUpdated':
    case 'messageEdited':
    case 'messageDeleted':
    case 'reactionAdded':
    case 'reactionRemoved':
    case 'roomJoined':
    case 'roomLeft':
    case 'readMoved':
    case 'preferencesChanged':
    case 'ownPresenceChanged':
    case 'roomPreferencesChanged':
    case 'blocksChanged':
    case 'sectionsChanged':
    case 'draftChanged':
    case 'threadChanged':
    case 'savedItemChanged':
    case 'scheduledMessageChanged':
    case undefined:
      return null;
  }
}

/** What a room's event changes in a message that was said before; null where it does not. */
export function messageChange({ seq, change }: Event): MessageChange | null {
  if (
    change.case === 'messageEdited' ||
    change.case === 'messageDeleted' ||
    change.case === 'pinChanged' ||
    change.case === 'pollChanged' ||
    change.case === 'messageUpdated'
  ) {
    if (change.value.message === undefined) return null;
    const message = toMessage(change.value.message);
    return { kind: 'message', messageSeq: message.seq, message };
  }
  if (change.case === 'reactionAdded' || change.case === 'reactionRemoved') {
    const { messageSeq, emoji, person } = change.value;
    const who = { userId: person?.id ?? '', emoji, added: change.case === 'reactionAdded' };
    return { kind: 'reaction', messageSeq: Number(messageSeq), seq: Number(seq), ...who };
  }
  return null;
}

/** By what a message is found. */
function placeOf({ roomId, seq, ordinal, thread }: Message): MessagePlace {
  return { roomId, seq, ordinal, thread };
}

/** What an event about a reply changes in the message that it replies to; null of everything else. */
export function replyChange({ seq, change }: Event): MessageChange | null {
  const said = change.case === 'messageCreated';
  const message = said ? change.value : change.case === 'messageDeleted' ? change.value.message : undefined;
  if (message?.thread === undefined) return null;
  const { thread, sender, createTime } = message;
  const reply = { ordinal: Number(thread.ordinal), userId: sender?.id ?? '', time: toMillis(createTime) };
  return { kind: 'reply', messageSeq: Number(thread.seq), seq: Number(seq), said, ...reply };
}

/** By how much a room's event changes what a message counts for, to somebody who has blocked these; null where it does not. */
export function countStep(
  { seq, change }: Event,
  me: string,
  blocked: Readonly<Record<string, unknown>> = {},
  /** The message's number where it counts. */
  ordinalOf: (message: WireMessage) => bigint | undefined = ({ ordinal }) => ordinal,
): Step | null {
  if (change.case !== 'messageEdited' && change.case !== 'messageDeleted') return null;
  const { message, mentionChange } = change.value;
  const unread = change.case === 'messageDeleted' ? -1 : 0;
  const counts = mentionChange !== undefined && blocked[message?.sender?.id ?? ''] === undefined;
  const mentions = counts ? mentionStep(mentionChange, me) : 0;
  const ordinal = message === undefined ? 0 : Number(ordinalOf(message) ?? 0n);
  if (ordinal === 0 || (unread === 0 && mentions === 0)) return null;
  return { seq: Number(seq), ordinal, unread, mentions };
}

function mentionStep({ added, everyoneAdded, removed, everyoneRemoved }: MentionChange, me: string): number {
  return Number(everyoneAdded || added.includes(me)) - Number(everyoneRemoved || removed.includes(me));
}

export function toMillis(timestamp: Timestamp | undefined): number {
  return timestamp === undefined ? 0 : timestampMs(timestamp);
}
