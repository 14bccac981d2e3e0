import { create } from '@bufbuild/protobuf';
import {
  AcknowledgeMessageRequestSchema,
  ListAcknowledgementsResponseSchema,
  OwnAcknowledgementSchema,
  type ListAcknowledgementsResponse,
} from '@/gen/parley/v1/attention_pb';
import { MessageSchema, type Message } from '@/gen/parley/v1/chat_pb';
import { messagePath } from './chatApi';
import { body, request } from './http';

export function acknowledgeMessage(accessToken: string, roomId: string, messageId: string): Promise<Message> {
  return request({
    method: 'POST',
    path: `${messagePath(roomId, messageId)}:acknowledge`,
    body: body(AcknowledgeMessageRequestSchema, create(AcknowledgeMessageRequestSchema)),
    answer: MessageSchema,
    accessToken,
  });
}

/** Whether the caller has acknowledged a message. */
export async function hasAcknowledged(accessToken: string, roomId: string, messageId: string): Promise<boolean> {
  const path = `${messagePath(roomId, messageId)}/own-acknowledgement`;
  return (await request({ method: 'GET', path, answer: OwnAcknowledgementSchema, accessToken })).time !== undefined;
}

/** A page of those who have acknowledged a message, or of those who have not. */
export function listAcknowledgements(
  accessToken: string,
  roomId: string,
  messageId: string,
  pending: boolean,
  pageToken: string,
): Promise<ListAcknowledgementsResponse> {
  return request({
    method: 'GET',
    path: `${messagePath(roomId, messageId)}/acknowledgements`,
    query: { pending: pending ? 'true' : undefined, pageToken: pageToken === '' ? undefined : pageToken },
    answer: ListAcknowledgementsResponseSchema,
    accessToken,
  });
}
