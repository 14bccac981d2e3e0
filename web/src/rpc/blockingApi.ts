import {
  BlockSchema,
  ListBlocksResponseSchema,
  UnblockPersonResponseSchema,
  type Block,
} from '@/gen/parley/v1/blocking_pb';
import { request } from './http';

const BLOCKS = '/v1/users/me/blocks';

function blockPath(userId: string): string {
  return `${BLOCKS}/${encodeURIComponent(userId)}`;
}

/** Everybody whom the person has blocked. */
export async function listBlocks(accessToken: string): Promise<Block[]> {
  const blocks: Block[] = [];
  let pageToken: string | undefined;
  do {
    const query = { pageSize: 100, pageToken };
    const page = await request({ method: 'GET', path: BLOCKS, query, answer: ListBlocksResponseSchema, accessToken });
    blocks.push(...page.blocks);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return blocks;
}

export async function blockPerson(accessToken: string, userId: string): Promise<void> {
  await request({ method: 'PUT', path: blockPath(userId), answer: BlockSchema, accessToken });
}

export async function unblockPerson(accessToken: string, userId: string): Promise<void> {
  await request({ method: 'DELETE', path: blockPath(userId), answer: UnblockPersonResponseSchema, accessToken });
}
