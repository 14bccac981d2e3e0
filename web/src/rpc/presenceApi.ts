import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { OwnPresenceSchema, UpdateOwnPresenceRequestSchema, type OwnPresence } from '@/gen/parley/v1/presence_pb';
import { body, request } from './http';

/** What is to change; what is absent stays. */
export type OwnPresenceChange = MessageInitShape<typeof UpdateOwnPresenceRequestSchema>;

const PATH = '/v1/users/me/presence';

export function getOwnPresence(accessToken: string): Promise<OwnPresence> {
  return request({ method: 'GET', path: PATH, answer: OwnPresenceSchema, accessToken });
}

export function updateOwnPresence(accessToken: string, change: OwnPresenceChange): Promise<OwnPresence> {
  return request({
    method: 'PATCH',
    path: PATH,
    body: body(UpdateOwnPresenceRequestSchema, create(UpdateOwnPresenceRequestSchema, change)),
    answer: OwnPresenceSchema,
    accessToken,
  });
}
