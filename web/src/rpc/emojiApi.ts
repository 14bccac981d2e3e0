import { create } from '@bufbuild/protobuf';
import {
  CreateCustomEmojiRequestSchema,
  CustomEmojiSchema,
  DeleteCustomEmojiResponseSchema,
  ListCustomEmojiResponseSchema,
  type CustomEmoji,
} from '@/gen/parley/v1/emoji_pb';
import { body, request } from './http';

const PATH = '/v1/emoji';

/** All emoji of the installation, by name. */
export async function listCustomEmoji(accessToken: string): Promise<CustomEmoji[]> {
  return (await request({ method: 'GET', path: PATH, answer: ListCustomEmojiResponseSchema, accessToken })).emoji;
}

export function createCustomEmoji(
  accessToken: string,
  name: string,
  picture: Uint8Array<ArrayBuffer>,
): Promise<CustomEmoji> {
  return request({
    method: 'POST',
    path: PATH,
    body: body(CreateCustomEmojiRequestSchema, create(CreateCustomEmojiRequestSchema, { name, picture })),
    answer: CustomEmojiSchema,
    accessToken,
  });
}

export async function deleteCustomEmoji(accessToken: string, name: string): Promise<void> {
  const path = `${PATH}/${encodeURIComponent(name)}`;
  await request({ method: 'DELETE', path, answer: DeleteCustomEmojiResponseSchema, accessToken });
}
