import { create } from '@bufbuild/protobuf';
import {
  ListUsersResponseSchema,
  SetAvatarRequestSchema,
  UpdateMeRequestSchema,
  UserSchema,
  type ListUsersResponse,
  type User,
} from '@/gen/parley/v1/users_pb';
import { body, request } from './http';

const ME = '/v1/users/me';
const AVATAR = `${ME}/avatar`;

/** What a person says of themselves. */
export interface Profile {
  readonly displayName: string;
  readonly bio: string;
  readonly pronouns: string;
  /** An IANA id; empty tells none. */
  readonly timeZone: string;
}

export function listUsers(
  accessToken: string,
  query: string,
  pageToken: string,
  signal?: AbortSignal,
): Promise<ListUsersResponse> {
  return request({
    method: 'GET',
    path: '/v1/users',
    query: { query, pageSize: 50, pageToken: pageToken === '' ? undefined : pageToken },
    answer: ListUsersResponseSchema,
    accessToken,
    signal,
  });
}

export function getUser(accessToken: string, userId: string): Promise<User> {
  return request({ method: 'GET', path: `/v1/users/${encodeURIComponent(userId)}`, answer: UserSchema, accessToken });
}

/** Oneself, with what only oneself may see. */
export function getMe(accessToken: string): Promise<User> {
  return request({ method: 'GET', path: ME, answer: UserSchema, accessToken });
}

export function updateProfile(accessToken: string, profile: Profile): Promise<User> {
  const message = create(UpdateMeRequestSchema, profile);
  return request({
    method: 'PATCH',
    path: ME,
    body: body(UpdateMeRequestSchema, message),
    answer: UserSchema,
    accessToken,
  });
}

/** Shows a picture: the bytes of a PNG, JPEG or WebP file. */
export function setAvatar(accessToken: string, picture: Uint8Array<ArrayBuffer>): Promise<User> {
  const message = create(SetAvatarRequestSchema, { picture });
  return request({
    method: 'PUT',
    path: AVATAR,
    body: body(SetAvatarRequestSchema, message),
    answer: UserSchema,
    accessToken,
  });
}

export function deleteAvatar(accessToken: string): Promise<User> {
  return request({ method: 'DELETE', path: AVATAR, answer: UserSchema, accessToken });
}
