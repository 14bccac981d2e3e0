import { create } from '@bufbuild/protobuf';
import { ThreadPositionSchema, type ThreadPosition } from '@/gen/parley/v1/chat_pb';
import {
  FollowThreadRequestSchema,
  ListRepliesResponseSchema,
  ListThreadPositionsResponseSchema,
  ListThreadsResponseSchema,
  MarkThreadReadRequestSchema,
  MarkThreadUnreadRequestSchema,
  ThreadSchema,
  UnfollowThreadRequestSchema,
  type ListRepliesResponse,
  type ListThreadsResponse,
  type Thread,
} from '@/gen/parley/v1/threads_pb';
import { roomPath, type MessagePage } from './chatApi';
import { body, request } from './http';

export function getThread(accessToken: string, roomId: string, threadId: string): Promise<Thread> {
  return request({ method: 'GET', path: threadPath(roomId, threadId), answer: ThreadSchema, accessToken });
}

export function listReplies(
  accessToken: string,
  roomId: string,
  threadId: string,
  page: MessagePage,
): Promise<ListRepliesResponse> {
  return request({
    method: 'GET',
    path: `${threadPath(roomId, threadId)}/messages`,
    query: { ...page },
    answer: ListRepliesResponseSchema,
    accessToken,
  });
}

/** Everything up to `seq` is read. */
export function markThreadRead(
  accessToken: string,
  roomId: string,
  threadId: string,
  seq: number,
): Promise<ThreadPosition> {
  return request({
    method: 'POST',
    path: `${threadPath(roomId, threadId)}:read`,
    body: body(MarkThreadReadRequestSchema, create(MarkThreadReadRequestSchema, { seq: BigInt(seq) })),
    answer: ThreadPositionSchema,
    accessToken,
  });
}

/** The reply at `seq` and what follows is unread again. */
export function markThreadUnread(
  accessToken: string,
  roomId: string,
  threadId: string,
  seq: number,
): Promise<ThreadPosition> {
  return request({
    method: 'POST',
    path: `${threadPath(roomId, threadId)}:unread`,
    body: body(MarkThreadUnreadRequestSchema, create(MarkThreadUnreadRequestSchema, { seq: BigInt(seq) })),
    answer: ThreadPositionSchema,
    accessToken,
  });
}

export function followThread(accessToken: string, roomId: string, threadId: string): Promise<ThreadPosition> {
  return request({
    method: 'POST',
    path: `${threadPath(roomId, threadId)}:follow`,
    body: body(FollowThreadRequestSchema, create(FollowThreadRequestSchema)),
    answer: ThreadPositionSchema,
    accessToken,
  });
}

export function unfollowThread(accessToken: string, roomId: string, threadId: string): Promise<ThreadPosition> {
  return request({
    method: 'POST',
    path: `${threadPath(roomId, threadId)}:unfollow`,
    body: body(UnfollowThreadRequestSchema, create(UnfollowThreadRequestSchema)),
    answer: ThreadPositionSchema,
    accessToken,
  });
}

/** A page of the threads that the caller follows, those first in which something was said last. */
export function listThreads(accessToken: string, unread: boolean, pageToken: string): Promise<ListThreadsResponse> {
  return request({
    method: 'GET',
    path: '/v1/threads',
    query: { unread: unread ? 'true' : undefined, pageToken: pageToken === '' ? undefined : pageToken },
    answer: ListThreadsResponseSchema,
    accessToken,
  });
}

/** How far the caller has read all threads that they follow, page after page. */
export async function listThreadPositions(accessToken: string): Promise<ThreadPosition[]> {
  const positions: ThreadPosition[] = [];
  let pageToken: string | undefined;
  do {
    const page = await request({
      method: 'GET',
      path: '/v1/threads:positions',
      query: { pageSize: 1_000, pageToken },
      answer: ListThreadPositionsResponseSchema,
      accessToken,
    });
    positions.push(...page.positions);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return positions;
}

function threadPath(roomId: string, threadId: string): string {
  return `${roomPath(roomId)}/threads/${encodeURIComponent(threadId)}`;
}
