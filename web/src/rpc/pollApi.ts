import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { MessageSchema, SendMessageRequestSchema, type Message } from '@/gen/parley/v1/chat_pb';
import {
  CastVoteRequestSchema,
  ClosePollRequestSchema,
  ListVotersResponseSchema,
  VoteSchema,
  type ListVotersResponse,
} from '@/gen/parley/v1/polls_pb';
import { messagePath, roomPath } from './chatApi';
import { body, request } from './http';

/** What is to be asked in a room, or in a thread of it. */
export interface NewQuestion {
  readonly roomId: string;
  readonly threadId?: string;
  /** The same for a retry. */
  readonly clientId: string;
  readonly text: string;
  readonly options: readonly string[];
  readonly multiple: boolean;
  readonly anonymous: boolean;
  /** Epoch milliseconds; null where it stays open. */
  readonly closeTime: number | null;
}

export function askPoll(accessToken: string, question: NewQuestion): Promise<Message> {
  const { roomId, threadId, clientId, text, options, closeTime, ...kind } = question;
  const message = create(SendMessageRequestSchema, {
    clientId,
    text,
    threadId,
    poll: {
      options: [...options],
      ...kind,
      closeTime: closeTime === null ? undefined : timestampFromMs(closeTime),
    },
  });
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}/messages`,
    body: body(SendMessageRequestSchema, message),
    answer: MessageSchema,
    accessToken,
  });
}

/** Answers with these options instead of those before. */
export function castVote(
  accessToken: string,
  roomId: string,
  messageId: string,
  options: readonly number[],
): Promise<Message> {
  return request({
    method: 'PUT',
    path: `${messagePath(roomId, messageId)}/vote`,
    body: body(CastVoteRequestSchema, create(CastVoteRequestSchema, { options: [...options] })),
    answer: MessageSchema,
    accessToken,
  });
}

/** What the caller has answered. */
export async function getVote(accessToken: string, roomId: string, messageId: string): Promise<number[]> {
  const path = `${messagePath(roomId, messageId)}/vote`;
  return (await request({ method: 'GET', path, answer: VoteSchema, accessToken })).options;
}

/** A page of those who have chosen an option. */
export function listVoters(
  accessToken: string,
  roomId: string,
  messageId: string,
  option: number,
  pageToken: string,
): Promise<ListVotersResponse> {
  return request({
    method: 'GET',
    path: `${messagePath(roomId, messageId)}/voters`,
    query: { option, pageToken: pageToken === '' ? undefined : pageToken },
    answer: ListVotersResponseSchema,
    accessToken,
  });
}

export function closePoll(accessToken: string, roomId: string, messageId: string): Promise<Message> {
  return request({
    method: 'POST',
    path: `${messagePath(roomId, messageId)}:closePoll`,
    body: body(ClosePollRequestSchema, create(ClosePollRequestSchema)),
    answer: MessageSchema,
    accessToken,
  });
}
