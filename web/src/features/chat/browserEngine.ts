import { create } from '@bufbuild/protobuf';
import { MessageSchema, ThreadPositionSchema } from '@/gen/parley/v1/chat_pb';
import { session } from '@/rpc/browserSession';
import { listBlocks } from '@/rpc/blockingApi';
import * as chatApi from '@/rpc/chatApi';
import { listDrafts, putDraft } from '@/rpc/draftApi';
import { pinMessage, unpinMessage } from '@/rpc/pinApi';
import { getOwnPresence, updateOwnPresence } from '@/rpc/presenceApi';
import { listOpenItems } from '@/rpc/savedApi';
import { listScheduledMessages } from '@/rpc/schedulingApi';
import * as reactionApi from '@/rpc/reactionApi';
import * as threadApi from '@/rpc/threadApi';
import type { Socket } from './connection';
import { ChatEngine } from './engine';
import { IndexedDbStorage } from './indexedDbStorage';
import { newId } from './newId';
import { browserTabs } from './tabs';
import { eventItem, SUBPROTOCOL, toMessage, toPerson, toSavedItem, toScheduledMessage, toStanding } from './wire';

/** The engine as it runs in a page: over the session's requests, the browser's WebSocket and its database. */
export function browserEngine(userId: string): ChatEngine {
  return new ChatEngine(userId, {
    openSocket: () => new WebSocket('/v1/ws', SUBPROTOCOL) as Socket,
    accessToken: () => session.accessToken(),
    accessTokenAfter: (refused) => session.accessTokenAfter(refused),
    listRooms: () => session.withToken(chatApi.listRooms),
    listBlocked: async () => (await session.withToken(listBlocks)).map(({ person }) => toPerson(person)),
    listDrafts: async () =>
      (await session.withToken(listDrafts)).map(({ roomId, threadId, text }) => ({
        roomId,
        threadId: threadId === '' ? undefined : threadId,
        text,
      })),
    putDraft: ({ roomId, threadId = '' }, text) =>
      session.withToken((token) => putDraft(token, roomId, threadId, text)),
    listSaved: async () => (await session.withToken(listOpenItems)).map(toSavedItem),
    listScheduled: async () => (await session.withToken(listScheduledMessages)).map(toScheduledMessage),
    getThread: async (roomId, threadId) => {
      const { root, position } = await session.withToken((token) => threadApi.getThread(token, roomId, threadId));
      return {
        root: toMessage(root ?? create(MessageSchema)),
        standing: toStanding(position ?? create(ThreadPositionSchema)),
      };
    },
    listReplies: async (roomId, threadId, page) => {
      const answer = await session.withToken((token) => threadApi.listReplies(token, roomId, threadId, page));
      return { messages: answer.messages.map(toMessage), hasMore: answer.hasMore };
    },
    listThreadStandings: async () => (await session.withToken(threadApi.listThreadPositions)).map(toStanding),
    markThreadRead: (roomId, threadId, seq) =>
      session.withToken((token) => threadApi.markThreadRead(token, roomId, threadId, seq)),
    markThreadUnread: (roomId, threadId, seq) =>
      session.withToken((token) => threadApi.markThreadUnread(token, roomId, threadId, seq)),
    followThread: (roomId, threadId, on) =>
      session.withToken((token) => (on ? threadApi.followThread : threadApi.unfollowThread)(token, roomId, threadId)),
    getRoom: (roomId) => session.withToken((token) => chatApi.getRoom(token, roomId)),
    markUnread: (roomId, seq) => session.withToken((token) => chatApi.markUnread(token, roomId, seq)),
    listReceipts: (roomId) => session.withToken((token) => chatApi.listReceipts(token, roomId)),
    listMessages: async (roomId, page) => {
      const answer = await session.withToken((token) => chatApi.listMessages(token, roomId, page));
      const changes = answer.roomEvents.map(eventItem).filter((item) => item !== null);
      return { messages: answer.messages.map(toMessage), changes, hasMore: answer.hasMore };
    },
    editMessage: (roomId, messageId, text) =>
      session.withToken((token) => chatApi.editMessage(token, roomId, messageId, text)).then(toMessage),
    deleteMessage: (roomId, messageId) =>
      session.withToken((token) => chatApi.deleteMessage(token, roomId, messageId)).then(toMessage),
    addReaction: (roomId, messageId, emoji) =>
      session.withToken((token) => reactionApi.addReaction(token, roomId, messageId, emoji)).then(toMessage),
    removeReaction: (roomId, messageId, emoji) =>
      session.withToken((token) => reactionApi.removeReaction(token, roomId, messageId, emoji)).then(toMessage),
    pinMessage: (roomId, messageId) =>
      session.withToken((token) => pinMessage(token, roomId, messageId)).then(toMessage),
    unpinMessage: (roomId, messageId) =>
      session.withToken((token) => unpinMessage(token, roomId, messageId)).then(toMessage),
    readOwnPresence: () => session.withToken(getOwnPresence),
    changeOwnPresence: (change) => session.withToken((token) => updateOwnPresence(token, change)),
    storage: new IndexedDbStorage(userId),
    tabs: browserTabs(userId),
    now: () => Date.now(),
    // A frame's tasks run before it is painted, and this after.
    drawn: (then) => requestAnimationFrame(() => setTimeout(then)),
    random: () => Math.random(),
    newId,
  });
}
