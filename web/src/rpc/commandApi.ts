import { create } from '@bufbuild/protobuf';
import {
  ListCommandsResponseSchema,
  RunCommandRequestSchema,
  RunCommandResponseSchema,
  type Command,
  type RunCommandResponse,
} from '@/gen/parley/v1/commands_pb';
import { roomPath } from './chatApi';
import { body, request } from './http';

/** What can be written, by name. */
export async function listCommands(accessToken: string): Promise<Command[]> {
  return (await request({ method: 'GET', path: '/v1/commands', answer: ListCommandsResponseSchema, accessToken }))
    .commands;
}

/** A command that somebody has written. */
export interface WrittenCommand {
  readonly roomId: string;
  readonly threadId?: string;
  /** The same for a retry. */
  readonly clientId: string;
  readonly text: string;
}

export function runCommand(accessToken: string, { roomId, ...command }: WrittenCommand): Promise<RunCommandResponse> {
  return request({
    method: 'POST',
    path: `${roomPath(roomId)}/commands`,
    body: body(RunCommandRequestSchema, create(RunCommandRequestSchema, command)),
    answer: RunCommandResponseSchema,
    accessToken,
  });
}
