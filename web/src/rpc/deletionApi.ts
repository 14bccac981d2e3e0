import { create } from '@bufbuild/protobuf';
import { RoomSchema, type Room } from '@/gen/parley/v1/chat_pb';
import {
  DeletedRoomSchema,
  ListDeletedRoomsResponseSchema,
  UndeleteRoomRequestSchema,
  type DeletedRoom,
} from '@/gen/parley/v1/deletion_pb';
import { roomPath } from './chatApi';
import { body, request } from './http';

export function deleteRoom(accessToken: string, roomId: string): Promise<DeletedRoom> {
  return request({ method: 'DELETE', path: roomPath(roomId), answer: DeletedRoomSchema, accessToken });
}

/** Brings a room back; an empty name is the one that it had. */
export function undeleteRoom(accessToken: string, roomId: string, name: string): Promise<Room> {
  const message = create(UndeleteRoomRequestSchema, { name });
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}:undelete`,
    body: body(UndeleteRoomRequestSchema, message),
    answer: RoomSchema,
    accessToken,
  });
}

/** The deleted rooms that the caller may bring back, those deleted last first. */
export async function listDeletedRooms(accessToken: string): Promise<DeletedRoom[]> {
  const path = '/v1/rooms:deleted';
  return (await request({ method: 'GET', path, answer: ListDeletedRoomsResponseSchema, accessToken })).rooms;
}
