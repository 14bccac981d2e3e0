import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  CreateSectionRequestSchema,
  CreateSectionResponseSchema,
  MoveRoomRequestSchema,
  SectionListSchema,
  UpdateSectionRequestSchema,
  type CreateSectionResponse,
  type SectionList,
} from '@/gen/parley/v1/sections_pb';
import { roomPath } from './chatApi';
import { body, request } from './http';

const PATH = '/v1/users/me/sections';

export function listSections(accessToken: string): Promise<SectionList> {
  return request({ method: 'GET', path: PATH, answer: SectionListSchema, accessToken });
}

export function createSection(accessToken: string, name: string): Promise<CreateSectionResponse> {
  const message = create(CreateSectionRequestSchema, { name });
  return request({
    method: 'POST',
    path: PATH,
    body: body(CreateSectionRequestSchema, message),
    answer: CreateSectionResponseSchema,
    accessToken,
  });
}

/** What is to change of a section; what is absent stays. */
export type SectionUpdate = Omit<
  MessageInitShape<typeof UpdateSectionRequestSchema>,
  '$typeName' | '$unknown' | 'sectionId'
>;

export function updateSection(accessToken: string, id: string, update: SectionUpdate): Promise<SectionList> {
  const message = create(UpdateSectionRequestSchema, update);
  return request({
    method: 'PATCH',
    path: `${PATH}/${encodeURIComponent(id)}`,
    body: body(UpdateSectionRequestSchema, message),
    answer: SectionListSchema,
    accessToken,
  });
}

export function deleteSection(accessToken: string, id: string): Promise<SectionList> {
  const path = `${PATH}/${encodeURIComponent(id)}`;
  return request({ method: 'DELETE', path, answer: SectionListSchema, accessToken });
}

/** Puts a room into a section, which then stands in this order; without one, at its end. */
export function moveRoom(
  accessToken: string,
  roomId: string,
  sectionId: string,
  order: readonly string[],
): Promise<SectionList> {
  const message = create(MoveRoomRequestSchema, { sectionId, order: [...order] });
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}:move`,
    body: body(MoveRoomRequestSchema, message),
    answer: SectionListSchema,
    accessToken,
  });
}
