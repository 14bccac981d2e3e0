import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AddMemberRequestSchema,
  ArchiveRoomRequestSchema,
  CreateRoomRequestSchema,
  DiscoverRoomsResponseSchema,
  EditMessageRequestSchema,
  JoinRoomRequestSchema,
  LeaveRoomRequestSchema,
  LeaveRoomResponseSchema,
  ListEditsResponseSchema,
  ListMembersResponseSchema,
  ListMessagesResponseSchema,
  ListReceiptsResponseSchema,
  ListRoomsResponseSchema,
  ListSharedRoomsResponseSchema,
  MarkUnreadRequestSchema,
  MemberSchema,
  MessageSchema,
  PreferencesSchema,
  ReadPositionSchema,
  RemoveMemberResponseSchema,
  Room_Kind,
  Room_Visibility,
  RoomPreferencesSchema,
  RoomSchema,
  SetRoomAvatarRequestSchema,
  UpdateMemberRequestSchema,
  UpdatePreferencesRequestSchema,
  UpdateRoomPreferencesRequestSchema,
  UpdateRoomRequestSchema,
  type DiscoverRoomsResponse,
  type Edit,
  type ListMembersResponse,
  type ListMessagesResponse,
  type Member,
  type Member_Role,
  type Message,
  type Preferences,
  type Receipt,
  type Room,
  type RoomPreferences,
} from '@/gen/parley/v1/chat_pb';
import { body, request } from './http';

export interface NewRoom {
  readonly name: string;
  readonly topic: string;
  readonly visibility: 'PUBLIC' | 'PRIVATE';
}

/** All of the caller's rooms, page after page. */
export async function listRooms(accessToken: string): Promise<Room[]> {
  const rooms: Room[] = [];
  let pageToken: string | undefined;
  do {
    const page = await request({
      method: 'GET',
      path: '/v1/rooms',
      query: { pageSize: 200, pageToken },
      answer: ListRoomsResponseSchema,
      accessToken,
    });
    rooms.push(...page.rooms);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return rooms;
}

/** What is looked for among public rooms. */
export interface RoomSearch {
  /** Part of a name or topic; empty finds all. */
  readonly query: string;
  readonly sort: 'NAME' | 'MEMBERS' | 'ACTIVITY';
  readonly includeArchived: boolean;
}

export function discoverRooms(
  accessToken: string,
  { query, sort, includeArchived }: RoomSearch,
  pageToken: string,
): Promise<DiscoverRoomsResponse> {
  return request({
    method: 'GET',
    path: '/v1/rooms:discover',
    query: {
      query,
      sort,
      includeArchived: includeArchived ? 'true' : undefined,
      pageSize: 50,
      pageToken: pageToken === '' ? undefined : pageToken,
    },
    answer: DiscoverRoomsResponseSchema,
    accessToken,
  });
}

export function getRoom(accessToken: string, roomId: string): Promise<Room> {
  return request({ method: 'GET', path: roomPath(roomId), answer: RoomSchema, accessToken });
}

export function createRoom(accessToken: string, room: NewRoom): Promise<Room> {
  const message = create(CreateRoomRequestSchema, {
    kind: Room_Kind.CHANNEL,
    visibility: Room_Visibility[room.visibility],
    name: room.name,
    topic: room.topic,
  });
  return request({
    method: 'POST',
    path: '/v1/rooms',
    body: body(CreateRoomRequestSchema, message),
    answer: RoomSchema,
    accessToken,
  });
}

/** The conversation with these people: with one of them (or nobody, for oneself) the one there is, with several a new group. */
export function openConversation(accessToken: string, memberIds: readonly string[]): Promise<Room> {
  const kind = memberIds.length > 1 ? Room_Kind.GROUP : Room_Kind.DIRECT;
  const message = create(CreateRoomRequestSchema, { kind, memberIds: [...memberIds] });
  return request({
    method: 'POST',
    path: '/v1/rooms',
    body: body(CreateRoomRequestSchema, message),
    answer: RoomSchema,
    accessToken,
  });
}

/** What a room is to say of itself; what is absent stays. */
export type RoomUpdate = Omit<MessageInitShape<typeof UpdateRoomRequestSchema>, '$typeName' | '$unknown' | 'roomId'>;

export function updateRoom(accessToken: string, roomId: string, update: RoomUpdate): Promise<Room> {
  const message = create(UpdateRoomRequestSchema, update);
  return request({
    method: 'PATCH',
    path: roomPath(roomId),
    body: body(UpdateRoomRequestSchema, message),
    answer: RoomSchema,
    accessToken,
  });
}

/** Has a room show a picture. The room's log brings it to every page. */
export async function setRoomAvatar(
  accessToken: string,
  roomId: string,
  picture: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await request({
    method: 'PUT',
    path: `${roomPath(roomId)}/avatar`,
    body: body(SetRoomAvatarRequestSchema, create(SetRoomAvatarRequestSchema, { picture })),
    answer: RoomSchema,
    accessToken,
  });
}

export async function deleteRoomAvatar(accessToken: string, roomId: string): Promise<void> {
  await request({ method: 'DELETE', path: `${roomPath(roomId)}/avatar`, answer: RoomSchema, accessToken });
}

/** How a room is to be arranged; what is absent stays. */
export type Arrangement = Omit<
  MessageInitShape<typeof UpdateRoomPreferencesRequestSchema>,
  '$typeName' | '$unknown' | 'roomId'
>;

export function arrangeRoom(accessToken: string, roomId: string, arrangement: Arrangement): Promise<RoomPreferences> {
  const message = create(UpdateRoomPreferencesRequestSchema, arrangement);
  return request({
    method: 'PATCH',
    path: `${roomPath(roomId)}/preferences`,
    body: body(UpdateRoomPreferencesRequestSchema, message),
    answer: RoomPreferencesSchema,
    accessToken,
  });
}

/** Closes a room for writing, or opens it again. */
export function archiveRoom(accessToken: string, roomId: string, archived: boolean): Promise<Room> {
  const message = create(ArchiveRoomRequestSchema);
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}:${archived ? 'archive' : 'restore'}`,
    body: body(ArchiveRoomRequestSchema, message),
    answer: RoomSchema,
    accessToken,
  });
}

export function joinRoom(accessToken: string, roomId: string): Promise<Room> {
  const message = create(JoinRoomRequestSchema);
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}:join`,
    body: body(JoinRoomRequestSchema, message),
    answer: RoomSchema,
    accessToken,
  });
}

export async function leaveRoom(accessToken: string, roomId: string): Promise<void> {
  const message = create(LeaveRoomRequestSchema);
  await request({
    method: 'POST',
    path: `${roomPath(roomId)}:leave`,
    body: body(LeaveRoomRequestSchema, message),
    answer: LeaveRoomResponseSchema,
    accessToken,
  });
}

/** Members of a room whose names contain the query. */
export function listMembers(
  accessToken: string,
  roomId: string,
  query: string,
  pageToken: string,
): Promise<ListMembersResponse> {
  return request({
    method: 'GET',
    path: `${roomPath(roomId)}/members`,
    query: {
      pageSize: 100,
      query: query === '' ? undefined : query,
      pageToken: pageToken === '' ? undefined : pageToken,
    },
    answer: ListMembersResponseSchema,
    accessToken,
  });
}

/** Ids of the rooms that the caller and somebody else are both in, those joined last first. */
export async function listSharedRooms(accessToken: string, userId: string): Promise<string[]> {
  const path = `/v1/users/${encodeURIComponent(userId)}/rooms`;
  return (await request({ method: 'GET', path, answer: ListSharedRoomsResponseSchema, accessToken })).roomIds;
}

export function addMember(accessToken: string, roomId: string, userId: string): Promise<Member> {
  const message = create(AddMemberRequestSchema, { userId });
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}/members`,
    body: body(AddMemberRequestSchema, message),
    answer: MemberSchema,
    accessToken,
  });
}

export function setRole(accessToken: string, roomId: string, userId: string, role: Member_Role): Promise<Member> {
  const message = create(UpdateMemberRequestSchema, { role });
  return request({
    method: 'PATCH',
    path: memberPath(roomId, userId),
    body: body(UpdateMemberRequestSchema, message),
    answer: MemberSchema,
    accessToken,
  });
}

export async function removeMember(accessToken: string, roomId: string, userId: string): Promise<void> {
  await request({
    method: 'DELETE',
    path: memberPath(roomId, userId),
    answer: RemoveMemberResponseSchema,
    accessToken,
  });
}

/** Which messages: the newest, or those before or after a position. */
export interface MessagePage {
  readonly before?: number;
  readonly after?: number;
  readonly pageSize: number;
}

export function listMessages(accessToken: string, roomId: string, page: MessagePage): Promise<ListMessagesResponse> {
  return request({
    method: 'GET',
    path: `${roomPath(roomId)}/messages`,
    query: { ...page },
    answer: ListMessagesResponseSchema,
    accessToken,
  });
}

/** One message as it stands now. */
export function getMessage(accessToken: string, roomId: string, messageId: string): Promise<Message> {
  return request({ method: 'GET', path: messagePath(roomId, messageId), answer: MessageSchema, accessToken });
}

export function editMessage(accessToken: string, roomId: string, messageId: string, text: string): Promise<Message> {
  const message = create(EditMessageRequestSchema, { text });
  return request({
    method: 'PATCH',
    path: messagePath(roomId, messageId),
    body: body(EditMessageRequestSchema, message),
    answer: MessageSchema,
    accessToken,
  });
}

export function deleteMessage(accessToken: string, roomId: string, messageId: string): Promise<Message> {
  const path = messagePath(roomId, messageId);
  return request({ method: 'DELETE', path, answer: MessageSchema, accessToken, outlivesPage: true });
}

/** What a message said before, the latest former text first. */
export async function listEdits(accessToken: string, roomId: string, messageId: string): Promise<Edit[]> {
  const path = `${messagePath(roomId, messageId)}/edits`;
  return (await request({ method: 'GET', path, answer: ListEditsResponseSchema, accessToken })).edits;
}

/** The message at `seq` and what follows is unread again. */
export async function markUnread(accessToken: string, roomId: string, seq: number): Promise<void> {
  const message = create(MarkUnreadRequestSchema, { seq: BigInt(seq) });
  await request({
    method: 'POST',
    path: `${roomPath(roomId)}:unread`,
    body: body(MarkUnreadRequestSchema, message),
    answer: ReadPositionSchema,
    accessToken,
  });
}

/** How far the members of a small room are. */
export async function listReceipts(accessToken: string, roomId: string): Promise<Receipt[]> {
  const path = `${roomPath(roomId)}/receipts`;
  return (await request({ method: 'GET', path, answer: ListReceiptsResponseSchema, accessToken })).receipts;
}

export function getPreferences(accessToken: string): Promise<Preferences> {
  return request({ method: 'GET', path: '/v1/users/me/preferences', answer: PreferencesSchema, accessToken });
}

/** What is to change; what is missing stays. */
export interface ChangedPreferences {
  readonly readReceipts?: boolean;
  readonly linkPreviews?: boolean;
}

export function updatePreferences(accessToken: string, changed: ChangedPreferences): Promise<Preferences> {
  const message = create(UpdatePreferencesRequestSchema, changed);
  return request({
    method: 'PATCH',
    path: '/v1/users/me/preferences',
    body: body(UpdatePreferencesRequestSchema, message),
    answer: PreferencesSchema,
    accessToken,
  });
}

export function memberPath(roomId: string, userId: string): string {
  return `${roomPath(roomId)}/members/${encodeURIComponent(userId)}`;
}

export function messagePath(roomId: string, messageId: string): string {
  return `${roomPath(roomId)}/messages/${encodeURIComponent(messageId)}`;
}

export function roomPath(roomId: string): string {
  return `/v1/rooms/${encodeURIComponent(roomId)}`;
}
