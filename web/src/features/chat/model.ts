import type { Problem } from '@/rpc/problem';
import type { ReadState } from './unread';

/** Who a person is, as shown beside what they say. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  /** Which picture they show; empty where they show none. */
  readonly avatarVersion: string;
}

/** A message as the screens need it: positions are numbers (they stay below 2^53), times are epoch milliseconds. */
export interface Message {
  readonly id: string;
  readonly roomId: string;
  readonly seq: number;
  /** Its number among the room's messages; 0 where it was said in a thread alone. */
  readonly ordinal: number;
  readonly sender: Person;
  readonly text: string;
  readonly time: number;
  readonly clientId: string;
  /** Ids of the people whom it mentions. */
  readonly mentions: readonly string[] | 'everyone';
  /** Position of the newest event about it that this takes into account; its own while nothing has changed. */
  readonly changeSeq: number;
  /** When its text was last changed; null where it never was. */
  readonly editTime: number | null;
  /** What it said is gone: this is its tombstone. */
  readonly deleted: boolean;
  /** The emoji that was there first first. */
  readonly reactions: readonly Reaction[];
  /** When it was pinned; null where it is not. */
  readonly pinTime: number | null;
  /** Where a reply stands in its thread; null of everything else. */
  readonly thread: InThread | null;
  /** What was replied to it; null where nothing was. */
  readonly replies: Replies | null;
  /** When it disappears, or did; null where it stays. */
  readonly expireTime: number | null;
  /** What it asks; null where it asks nothing. */
  readonly poll: Poll | null;
  readonly priority: Priority;
  /** Who has acknowledged it; null where nobody is asked to. */
  readonly acknowledgements: Acknowledgements | null;
  /** What the pages say of themselves that it links to. */
  readonly previews: readonly LinkPreview[];
}

/** How urgent its sender says that something is. */
export type Priority = 'STANDARD' | 'IMPORTANT' | 'URGENT';

/** What a message is to want of its readers. */
export interface Attention {
  readonly priority: Priority;
  /** They are asked to acknowledge it. */
  readonly acknowledge: boolean;
}

export const NOTHING_WANTED: Attention = { priority: 'STANDARD', acknowledge: false };

export interface Acknowledgements {
  readonly count: number;
  /** The first 50 of those who have, in the order in which they did. */
  readonly userIds: readonly string[];
}

/** What a page said of itself when the server looked at it; some of it may be empty. */
export interface LinkPreview {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly siteName: string;
  /** Names its picture; empty where there is none. */
  readonly pictureVersion: string;
}

/** What a message asks, and what was answered. */
export interface Poll {
  readonly options: readonly PollOption[];
  /** One may choose several. */
  readonly multiple: boolean;
  /** Nobody is told who chose what. */
  readonly anonymous: boolean;
  /** From when on nobody can answer; null where it stays open. */
  readonly closeTime: number | null;
  readonly voterCount: number;
}

export interface PollOption {
  readonly text: string;
  readonly count: number;
  /** The first 50 of those who chose it; nobody where it is anonymous. */
  readonly userIds: readonly string[];
}

/** Where a reply stands. */
export interface InThread {
  /** Id of the message that began the thread. */
  readonly id: string;
  /** Position of that message. */
  readonly seq: number;
  /** The reply's number among the replies. */
  readonly ordinal: number;
}

/** What was replied to a message. */
export interface Replies {
  /** Those that are not deleted. */
  readonly count: number;
  readonly headOrdinal: number;
  readonly lastTime: number;
  /** The first five who replied, in the order in which they did. */
  readonly userIds: readonly string[];
}

/** That something is said in a thread. */
export interface Reply {
  readonly threadId: string;
  /** It stands among the room's messages, too. */
  readonly alsoInRoom: boolean;
}

/** A thread that the person follows. */
export interface FollowedThread {
  readonly roomId: string;
  /** How far they have read it; ordinals are those of the thread. */
  readonly read: ReadState;
}

/** The thread beside a room: an unbroken run of its replies. */
export type OpenThread = {
  readonly id: string;
  readonly roomId: string;
  /** Position of the reply that the person was led to; null where they were led to none. */
  readonly around: number | null;
} & (
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | {
      readonly kind: 'ready';
      readonly root: Message;
      readonly items: readonly TimelineItem[];
      readonly older: Older;
      /** The same of what follows; none where these go on to the end of the thread. */
      readonly newer: Older;
    }
);

/** One emoji on a message. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  /** The first 50 of those who reacted, in the order in which they did. */
  readonly userIds: readonly string[];
}

/** What a person wants to become of a message. */
export type Wish =
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'delete' }
  | { readonly kind: 'react'; readonly emoji: string; readonly on: boolean }
  | { readonly kind: 'pin'; readonly on: boolean };

/** A wish that the server has not answered yet, and that is shown as if it were so; or one that it has refused, which is not. */
export interface PendingChange {
  readonly id: string;
  readonly roomId: string;
  readonly messageId: string;
  readonly wish: Wish;
  /** The server is not asked yet: there is a moment to take it back. */
  readonly held?: boolean;
  /** Why it did not come true. */
  readonly failed?: string;
}

/** How far a member is, as the person is told; 0 where nothing is known. */
export interface Receipt {
  readonly delivered: number;
  readonly read: number;
}

/** The members of a room by their ids. */
export type Receipts = Readonly<Record<string, Receipt>>;

/** What members are, the least first. */
export const ROLES = ['GUEST', 'MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'] as const;
export type Role = (typeof ROLES)[number];

/** What takes more than being a member. */
export type Permission =
  | 'SEND_MESSAGES'
  | 'MENTION_EVERYONE'
  | 'ADD_MEMBERS'
  | 'CHANGE_TOPIC'
  | 'CHANGE_DETAILS'
  | 'DELETE_MESSAGES'
  | 'REMOVE_MEMBERS'
  | 'MUTE_MEMBERS'
  | 'PIN_MESSAGES'
  | 'CHANGE_RETENTION'
  | 'CHANGE_ROLES'
  | 'CHANGE_PERMISSIONS'
  | 'ARCHIVE_ROOM'
  | 'DELETE_ROOM';
export type Permissions = Readonly<Partial<Record<Permission, Role>>>;

/** How a room is arranged for the person alone. */
export interface RoomPreferences {
  readonly favourite: boolean;
  /** What is unread in it does not stand out, but for mentions. */
  readonly muted: boolean;
  readonly notifications: 'ALL' | 'MENTIONS' | 'NOTHING';
}

/** A room that the person is in. */
export interface Room {
  readonly id: string;
  readonly kind: 'CHANNEL' | 'GROUP' | 'DIRECT';
  /** What it is called on the screens: a conversation without a name is called by its people. */
  readonly name: string;
  /** The name that it was given; a conversation may have none. */
  readonly givenName: string;
  /** Of a conversation: who else is in it, the first few; nobody in one with oneself. */
  readonly people: readonly Person[];
  readonly topic: string;
  readonly visibility: 'PUBLIC' | 'PRIVATE';
  /** What it is for; may be empty. */
  readonly description: string;
  /** Which picture it shows; empty where it shows none. */
  readonly avatarVersion: string;
  /** It can be read, and nothing else. */
  readonly archived: boolean;
  readonly memberCount: number;
  /** How many of the members are guests. */
  readonly guestCount: number;
  /** What the person is in it. */
  readonly role: Role;
  /** How the person has arranged it for themselves. */
  readonly preferences: RoomPreferences;
  /** The least role that may; a permission that nobody has in such a room is missing. */
  readonly permissions: Permissions;
  /** How long a member waits between two messages; 0 is not at all. */
  readonly slowModeSeconds: number;
  /** What is said from now on disappears after so long; 0 is never. */
  readonly lifetimeSeconds: number;
  /** After so many days everything goes; 0 is never. */
  readonly retentionDays: number;
  /** Until when the person may say nothing here, in epoch milliseconds; null where they may. */
  readonly muteEnd: number | null;
  /** Position of the newest thing somebody said, as far as known. */
  readonly newestSeq: number;
  /** When it was said, in epoch milliseconds; when the room was made while nothing was. */
  readonly newestTime: number;
  /** How far the person has read, on all their devices. */
  readonly read: ReadState;
  /** Somebody else has added the person, who has not read it since. */
  readonly newlyAdded: boolean;
  /** How many have asked to join and wait; what it says means nothing to those who may not let them in. */
  readonly joinRequestCount: number;
  /** Position of the latest change of who is in it or waits for it; a new one means that those lists are old. */
  readonly membersSeq: number;
  /** The same of what is pinned in it. */
  readonly pinsSeq: number;
}

export type TimelineItem = { readonly kind: 'message'; readonly seq: number; readonly message: Message } | SystemItem;

/** By what a message is found. */
export type MessagePlace = Pick<Message, 'roomId' | 'seq' | 'ordinal' | 'thread'>;

/** What became of the room or of a membership. */
export interface SystemItem {
  readonly kind: 'system';
  readonly seq: number;
  /** Whom it is about, or who did it: the sentence begins with their name. */
  readonly person: Person;
  /** The rest of the sentence. */
  readonly what: string;
  /** The message that it is about, where it is about one. */
  readonly about?: MessagePlace;
  /** By how many the members have become more. */
  readonly members: -1 | 0 | 1;
  readonly time: number;
}

/** What is known about messages older than those at hand. */
export type Older = 'more' | 'loading' | 'failed' | 'none';

/** The known end of a room's log: an unbroken run of items in ascending position. */
export type Timeline =
  | { readonly kind: 'loading'; readonly items: readonly TimelineItem[] }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'ready'; readonly items: readonly TimelineItem[]; readonly older: Older };

/** A room that the person was in: it was deleted, or somebody took them out of it. */
export interface GoneRoom {
  readonly name: string;
  readonly deleted: boolean;
  /** What the person had written there and could not say any more; may be empty. */
  readonly unsent: string;
}

/** A part of a room's log away from its end, around the message at a position: an unbroken run, too. */
export type Excerpt = { readonly around: number } & (
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | {
      readonly kind: 'ready';
      readonly items: readonly TimelineItem[];
      readonly older: Older;
      /** The same of what follows. */
      readonly newer: Older;
    }
);

/** A message of one's own that has not come back in the room's log yet. */
export type OutboxEntry = {
  readonly clientId: string;
  readonly roomId: string;
  readonly text: string;
  /** Where in a thread; missing where it is no reply. */
  readonly reply?: Reply;
  /** What it wants of its readers; missing where that is nothing in particular. */
  readonly attention?: Attention;
  /** When it was typed, in epoch milliseconds; later than that of every entry before it, so that it also tells their order. */
  readonly time: number;
} &
  /** `until`: it waits for its turn in a slow room, which is then (epoch milliseconds). */
  (
    | { readonly state: 'sending'; readonly until?: number }
    /** Durable on the server at `seq`; its event is on the way. */
    | { readonly state: 'sent'; readonly seq: number }
    | { readonly state: 'failed'; readonly reason: string }
  );

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Tries again by itself at `until` (epoch milliseconds). */
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'stopped' };

/** What somebody says of themselves. */
export interface Status {
  readonly emoji: string;
  readonly text: string;
  /** When it goes by itself, in epoch milliseconds; null where it stays. */
  readonly until: number | null;
}

/** How somebody is, as everybody may see. */
export interface Presence {
  readonly state: 'online' | 'away' | 'doNotDisturb' | 'offline';
  /** When they were last there, in epoch milliseconds; null where it is not told. */
  readonly lastSeen: number | null;
  readonly status: Status | null;
}

/** What somebody is called now, and looks like. */
export interface Naming {
  readonly displayName: string;
  readonly avatarVersion: string;
}

/** What the person has chosen to be seen as. */
export interface OwnPresence {
  readonly choice: 'automatic' | 'away' | 'doNotDisturb' | 'offline';
  /** When it becomes automatic by itself, in epoch milliseconds; null where it stays. */
  readonly choiceUntil: number | null;
  readonly status: Status | null;
}

/** What the own log says of the sections. */
export interface SectionsNews {
  /** There are sections of this version. */
  readonly version: number;
  /** How often news of them may have been missed. */
  readonly gaps: number;
}

/** What the person wants to come back to, or to be reminded of. */
export interface SavedItem {
  readonly id: string;
  /** The message; null where it is a note alone. */
  readonly place: { readonly roomId: string; readonly messageId: string } | null;
  /** What the person noted about it; may be empty. */
  readonly note: string;
  readonly createTime: number;
  /** When they are reminded, or were; null where they are not. */
  readonly remindTime: number | null;
  /** That time has come, and they have not answered since. */
  readonly due: boolean;
  /** When it was done; null while it is open. */
  readonly doneTime: number | null;
}

/** Times that come again: a cron expression of five fields, by the clocks of a zone. */
export interface Recurrence {
  readonly cron: string;
  readonly timeZone: string;
}

/** What the person says later. */
export interface ScheduledMessage {
  readonly id: string;
  readonly roomId: string;
  readonly text: string;
  readonly reply: Reply | null;
  /** When next; null while it cannot be said. */
  readonly sendTime: number | null;
  /** Null where it is said once. */
  readonly recurrence: Recurrence | null;
  /** Why it could not be said, as a code of the catalogue; null where nothing is in the way. */
  readonly failure: string | null;
}

/** Everything the screens draw. Replaced as a whole; parts that did not change stay the same objects. */
export interface ChatState {
  readonly connection: ConnectionState;
  /** Null until the first list has arrived. */
  readonly rooms: Readonly<Record<string, Room>> | null;
  readonly timelines: Readonly<Record<string, Timeline>>;
  /** Rooms that the person was taken out of while this page was open, by their ids. */
  readonly gone: Readonly<Record<string, GoneRoom>>;
  /** What the person looks at instead of the end of a room, by room. */
  readonly excerpts: Readonly<Record<string, Excerpt>>;
  readonly outbox: readonly OutboxEntry[];
  /** What the person wants to become of messages, in the order in which they said so. */
  readonly changes: readonly PendingChange[];
  /** The room that is in front of the person down to its end: what comes there is being read. */
  readonly looking: string | null;
  /** How far others are, by room; of the small rooms that were opened on this connection. */
  readonly receipts: Readonly<Record<string, Receipts>>;
  /** Who else is typing, by room, in the order in which they began. */
  readonly typing: Readonly<Record<string, readonly string[]>>;
  /** How those are whom the screens show, by their ids, as far as the server has said. */
  readonly presences: Readonly<Record<string, Presence>>;
  /** What those are called now whom the screens show or have shown, by their ids. */
  readonly names: Readonly<Record<string, Naming>>;
  /** What the person has chosen about themselves; null until it is known. */
  readonly own: OwnPresence | null;
  /** Whom the person has blocked, by their ids. */
  readonly blocked: Readonly<Record<string, Person>>;
  /** What was heard of the person's sections, which are read by request. */
  readonly sections: SectionsNews;
  /** The thread that the person has opened. */
  readonly thread: OpenThread | null;
  /** The threads that the person follows, by their ids. */
  readonly threads: Readonly<Record<string, FollowedThread>>;
  /** What the person has saved for later and is not done with, by its id. */
  readonly saved: Readonly<Record<string, SavedItem>>;
  /** How often something became of what they have saved, whether it is open or done. */
  readonly savedNews: number;
  /** What the person says later, by its id. */
  readonly scheduled: Readonly<Record<string, ScheduledMessage>>;
  /** What the person has begun to write, by the room or the thread. */
  readonly drafts: Readonly<Record<string, string>>;
  /** How often a message was taken back, which is then a draft again. */
  readonly takenBack: number;
  /** How often a draft became something else than the person wrote here. */
  readonly draftsReplaced: number;
  /** Whether what is unsent survives a reload; it does not where the browser lets nothing be kept. */
  readonly lasting: boolean;
}

/** Longest message, in characters (code points, as the server counts). */
export const MAX_MESSAGE_LENGTH = 8_000;
