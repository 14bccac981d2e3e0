import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { MemberSchema } from '@/gen/parley/v1/chat_pb';
import {
  AcceptInvitationRequestSchema,
  AcceptInvitationResponseSchema,
  ApproveJoinRequestRequestSchema,
  CreateInvitationRequestSchema,
  CreateInvitationResponseSchema,
  DeclineJoinRequestRequestSchema,
  DeclineJoinRequestResponseSchema,
  InvitationPreviewSchema,
  ListInvitationsResponseSchema,
  ListJoinRequestsResponseSchema,
  RevokeInvitationResponseSchema,
  WithdrawJoinRequestResponseSchema,
  type AcceptInvitationResponse,
  type CreateInvitationResponse,
  type Invitation,
  type InvitationPreview,
  type ListJoinRequestsResponse,
} from '@/gen/parley/v1/invitations_pb';
import { body, request } from './http';

/** What an invitation is to be. */
export type NewInvitation = Omit<
  MessageInitShape<typeof CreateInvitationRequestSchema>,
  '$typeName' | '$unknown' | 'roomId'
>;

export function createInvitation(
  accessToken: string,
  roomId: string,
  invitation: NewInvitation,
): Promise<CreateInvitationResponse> {
  const message = create(CreateInvitationRequestSchema, invitation);
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}/invitations`,
    body: body(CreateInvitationRequestSchema, message),
    answer: CreateInvitationResponseSchema,
    accessToken,
  });
}

/** The invitations to a room, the newest first. */
export async function listInvitations(accessToken: string, roomId: string): Promise<Invitation[]> {
  const path = `${roomPath(roomId)}/invitations`;
  return (await request({ method: 'GET', path, answer: ListInvitationsResponseSchema, accessToken })).invitations;
}

export async function revokeInvitation(accessToken: string, roomId: string, invitationId: string): Promise<void> {
  const path = `${roomPath(roomId)}/invitations/${encodeURIComponent(invitationId)}`;
  await request({ method: 'DELETE', path, answer: RevokeInvitationResponseSchema, accessToken });
}

/** What a link leads to; to somebody in particular, if there is an access token. */
export function getInvitation(token: string, accessToken?: string): Promise<InvitationPreview> {
  return request({ method: 'GET', path: invitationPath(token), answer: InvitationPreviewSchema, accessToken });
}

export function acceptInvitation(accessToken: string, token: string, note: string): Promise<AcceptInvitationResponse> {
  const message = create(AcceptInvitationRequestSchema, { note });
  return request({
    method: 'POST',
    path: `${invitationPath(token)}:accept`,
    body: body(AcceptInvitationRequestSchema, message),
    answer: AcceptInvitationResponseSchema,
    accessToken,
  });
}

export function listJoinRequests(accessToken: string, roomId: string): Promise<ListJoinRequestsResponse> {
  const path = `${roomPath(roomId)}/join-requests`;
  return request({ method: 'GET', path, answer: ListJoinRequestsResponseSchema, accessToken });
}

export async function approveJoinRequest(accessToken: string, roomId: string, userId: string): Promise<void> {
  const message = create(ApproveJoinRequestRequestSchema);
  await request({
    method: 'POST',
    path: `${requestPath(roomId, userId)}:approve`,
    body: body(ApproveJoinRequestRequestSchema, message),
    answer: MemberSchema,
    accessToken,
  });
}

export async function declineJoinRequest(accessToken: string, roomId: string, userId: string): Promise<void> {
  const message = create(DeclineJoinRequestRequestSchema);
  await request({
    method: 'POST',
    path: `${requestPath(roomId, userId)}:decline`,
    body: body(DeclineJoinRequestRequestSchema, message),
    answer: DeclineJoinRequestResponseSchema,
    accessToken,
  });
}

/** Takes one's own request to join back. */
export async function withdrawJoinRequest(accessToken: string, roomId: string): Promise<void> {
  const path = `${roomPath(roomId)}/join-request`;
  await request({ method: 'DELETE', path, answer: WithdrawJoinRequestResponseSchema, accessToken });
}

function invitationPath(token: string): string {
  return `/v1/invitations/${encodeURIComponent(token)}`;
}

function requestPath(roomId: string, userId: string): string {
  return `${roomPath(roomId)}/join-requests/${encodeURIComponent(userId)}`;
}

function roomPath(roomId: string): string {
  return `/v1/rooms/${encodeURIComponent(roomId)}`;
}
