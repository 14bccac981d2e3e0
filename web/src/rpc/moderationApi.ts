import { create } from '@bufbuild/protobuf';
import { MemberSchema } from '@/gen/parley/v1/chat_pb';
import {
  BanMemberRequestSchema,
  BanSchema,
  LiftBanResponseSchema,
  ListBansResponseSchema,
  ListModerationEntriesResponseSchema,
  MuteMemberRequestSchema,
  UnmuteMemberRequestSchema,
  type Ban,
  type ListModerationEntriesResponse,
} from '@/gen/parley/v1/moderation_pb';
import { memberPath, roomPath } from './chatApi';
import { body, request } from './http';

/** How long and why; 0 seconds is for good. */
export interface BanTerms {
  readonly seconds: number;
  readonly reason: string;
}

export async function banMember(token: string, roomId: string, userId: string, terms: BanTerms): Promise<void> {
  const message = create(BanMemberRequestSchema, {
    userId,
    durationSeconds: BigInt(terms.seconds),
    reason: terms.reason,
  });
  await request({
    method: 'POST',
    path: `${roomPath(roomId)}/bans`,
    body: body(BanMemberRequestSchema, message),
    answer: BanSchema,
    accessToken: token,
  });
}

export async function liftBan(accessToken: string, roomId: string, userId: string): Promise<void> {
  const path = `${roomPath(roomId)}/bans/${encodeURIComponent(userId)}`;
  await request({ method: 'DELETE', path, answer: LiftBanResponseSchema, accessToken });
}

export async function listBans(accessToken: string, roomId: string): Promise<Ban[]> {
  const path = `${roomPath(roomId)}/bans`;
  return (await request({ method: 'GET', path, answer: ListBansResponseSchema, accessToken })).bans;
}

/** Lets a member say nothing for so long; 0 lets them speak again. */
export async function muteMember(token: string, roomId: string, userId: string, seconds: number): Promise<void> {
  const muted = seconds > 0;
  await request({
    method: 'POST',
    path: `${memberPath(roomId, userId)}:${muted ? 'mute' : 'unmute'}`,
    body: muted
      ? body(MuteMemberRequestSchema, create(MuteMemberRequestSchema, { durationSeconds: BigInt(seconds) }))
      : body(UnmuteMemberRequestSchema, create(UnmuteMemberRequestSchema)),
    answer: MemberSchema,
    accessToken: token,
  });
}

/** What was done in a room before an entry; an empty id asks for the newest. */
export function listModerationEntries(
  accessToken: string,
  roomId: string,
  before: string,
): Promise<ListModerationEntriesResponse> {
  return request({
    method: 'GET',
    path: `${roomPath(roomId)}/moderation-log`,
    query: { before: before === '' ? undefined : before },
    answer: ListModerationEntriesResponseSchema,
    accessToken,
  });
}
