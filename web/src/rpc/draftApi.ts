import { create } from '@bufbuild/protobuf';
import { DraftSchema, ListDraftsResponseSchema, PutDraftRequestSchema, type Draft } from '@/gen/parley/v1/drafts_pb';
import { roomPath } from './chatApi';
import { body, request } from './http';

/** What the caller has begun to write. */
export async function listDrafts(accessToken: string): Promise<Draft[]> {
  const path = '/v1/users/me/drafts';
  return (await request({ method: 'GET', path, answer: ListDraftsResponseSchema, accessToken })).drafts;
}

/** Keeps what the caller has begun to write in a room, or in a thread of it; nothing where that is empty. */
export async function putDraft(accessToken: string, roomId: string, threadId: string, text: string): Promise<void> {
  await request({
    method: 'PUT',
    path: `${roomPath(roomId)}/draft`,
    body: body(PutDraftRequestSchema, create(PutDraftRequestSchema, { text, threadId })),
    answer: DraftSchema,
    accessToken,
    outlivesPage: true,
  });
}
