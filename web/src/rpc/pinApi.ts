import { MessageSchema, type Message } from '@/gen/parley/v1/chat_pb';
import { ListPinsResponseSchema, type Pin } from '@/gen/parley/v1/pins_pb';
import { messagePath, roomPath } from './chatApi';
import { request } from './http';

export function pinMessage(accessToken: string, roomId: string, messageId: string): Promise<Message> {
  return request({ method: 'PUT', path: pinPath(roomId, messageId), answer: MessageSchema, accessToken });
}

export function unpinMessage(accessToken: string, roomId: string, messageId: string): Promise<Message> {
  return request({ method: 'DELETE', path: pinPath(roomId, messageId), answer: MessageSchema, accessToken });
}

/** What is pinned in a room, what was pinned last first. */
export async function listPins(accessToken: string, roomId: string): Promise<Pin[]> {
  const path = `${roomPath(roomId)}/pins`;
  return (await request({ method: 'GET', path, answer: ListPinsResponseSchema, accessToken })).pins;
}

function pinPath(roomId: string, messageId: string): string {
  return `${messagePath(roomId, messageId)}/pin`;
}
