import { create } from '@bufbuild/protobuf';
import { ListUsersResponseSchema, UpdateMeRequestSchema, UserSchema, type User } from '@/gen/parley/v1/users_pb';
import { body, request } from './http';

export async function listUsers(accessToken: string, query: string, signal?: AbortSignal): Promise<User[]> {
  const answer = await request({
    method: 'GET',
    path: '/v1/users',
    query: { query, pageSize: 20 },
    answer: ListUsersResponseSchema,
    accessToken,
    signal,
  });
  return answer.users;
}

export function updateDisplayName(accessToken: string, displayName: string): Promise<User> {
  const message = create(UpdateMeRequestSchema, { displayName, updateMask: { paths: ['display_name'] } });
  return request({
    method: 'PATCH',
    path: '/v1/users/me',
    body: body(UpdateMeRequestSchema, message),
    answer: UserSchema,
    accessToken,
  });
}
