import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { MessageSchema, ScheduledMessageSchema, type ScheduledMessage } from '@/gen/parley/v1/chat_pb';
import {
  DeleteScheduledMessageResponseSchema,
  ListScheduledMessagesResponseSchema,
  ScheduleMessageRequestSchema,
  SendScheduledMessageRequestSchema,
  UpdateScheduledMessageRequestSchema,
} from '@/gen/parley/v1/scheduling_pb';
import { roomPath } from './chatApi';
import { body, request } from './http';

/** When something is said: once (epoch milliseconds), or at times that come again. */
export type SendWhen =
  { readonly sendTime: number } | { readonly recurrence: { readonly cron: string; readonly timeZone: string } };

/** What is said later. */
export interface LaterMessage {
  readonly roomId: string;
  /** The same for a retry. */
  readonly clientId: string;
  readonly text: string;
  readonly threadId?: string;
  readonly alsoInRoom?: boolean;
}

export function scheduleMessage(accessToken: string, later: LaterMessage, when: SendWhen): Promise<ScheduledMessage> {
  const { roomId, ...said } = later;
  const message = create(ScheduleMessageRequestSchema, { ...said, ...wireWhen(when) });
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}/scheduled-messages`,
    body: body(ScheduleMessageRequestSchema, message),
    answer: ScheduledMessageSchema,
    accessToken,
  });
}

/** The caller's, what is said next first. */
export async function listScheduledMessages(accessToken: string): Promise<ScheduledMessage[]> {
  const path = '/v1/scheduled-messages';
  return (await request({ method: 'GET', path, answer: ListScheduledMessagesResponseSchema, accessToken }))
    .scheduledMessages;
}

export function updateScheduledMessage(
  accessToken: string,
  id: string,
  text: string,
  when: SendWhen | null,
): Promise<ScheduledMessage> {
  const message = create(UpdateScheduledMessageRequestSchema, { text, ...(when !== null && wireWhen(when)) });
  return request({
    method: 'PATCH',
    path: scheduledPath(id),
    body: body(UpdateScheduledMessageRequestSchema, message),
    answer: ScheduledMessageSchema,
    accessToken,
  });
}

export async function deleteScheduledMessage(accessToken: string, id: string): Promise<void> {
  const path = scheduledPath(id);
  await request({ method: 'DELETE', path, answer: DeleteScheduledMessageResponseSchema, accessToken });
}

/** Says it now instead of at its time. */
export async function sendScheduledMessage(accessToken: string, id: string): Promise<void> {
  await request({
    method: 'POST',
    path: `${scheduledPath(id)}:send`,
    body: body(SendScheduledMessageRequestSchema, create(SendScheduledMessageRequestSchema)),
    answer: MessageSchema,
    accessToken,
  });
}

function scheduledPath(id: string): string {
  return `/v1/scheduled-messages/${encodeURIComponent(id)}`;
}

function wireWhen(when: SendWhen) {
  return 'sendTime' in when ? { sendTime: timestampFromMs(when.sendTime) } : when;
}
