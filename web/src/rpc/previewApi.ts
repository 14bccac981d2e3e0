import { MessageSchema, type Message } from '@/gen/parley/v1/chat_pb';
import { messagePath } from './chatApi';
import { request } from './http';

/** Takes the previews off a message, for everybody. */
export function removeLinkPreviews(accessToken: string, roomId: string, messageId: string): Promise<Message> {
  const path = `${messagePath(roomId, messageId)}/linkPreviews`;
  return request({ method: 'DELETE', path, answer: MessageSchema, accessToken });
}
