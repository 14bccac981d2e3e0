import {
  ListReactorsResponseSchema,
  MessageSchema,
  OwnReactionsSchema,
  type ListReactorsResponse,
  type Message,
} from '@/gen/parley/v1/chat_pb';
import { messagePath } from './chatApi';
import { request } from './http';

export function addReaction(accessToken: string, roomId: string, messageId: string, emoji: string): Promise<Message> {
  const path = reactionPath(roomId, messageId, emoji);
  return request({ method: 'PUT', path, answer: MessageSchema, accessToken });
}

export function removeReaction(
  accessToken: string,
  roomId: string,
  messageId: string,
  emoji: string,
): Promise<Message> {
  const path = reactionPath(roomId, messageId, emoji);
  return request({ method: 'DELETE', path, answer: MessageSchema, accessToken });
}

/** A page of those who have reacted with an emoji. */
export function listReactors(
  accessToken: string,
  roomId: string,
  messageId: string,
  emoji: string,
  pageToken: string,
): Promise<ListReactorsResponse> {
  return request({
    method: 'GET',
    path: reactionPath(roomId, messageId, emoji),
    query: { pageToken: pageToken === '' ? undefined : pageToken },
    answer: ListReactorsResponseSchema,
    accessToken,
  });
}

/** What the caller has reacted with. */
export async function getOwnReactions(accessToken: string, roomId: string, messageId: string): Promise<string[]> {
  const path = `${messagePath(roomId, messageId)}/own-reactions`;
  return (await request({ method: 'GET', path, answer: OwnReactionsSchema, accessToken })).emoji;
}

function reactionPath(roomId: string, messageId: string, emoji: string): string {
  return `${messagePath(roomId, messageId)}/reactions/${encodeURIComponent(emoji)}`;
}
