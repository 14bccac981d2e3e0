import { SearchMessagesResponseSchema, type SearchMessagesResponse } from '@/gen/parley/v1/search_pb';
import { request } from './http';

/** Messages of the caller's rooms, the newest first; days are those of this device. */
export function searchMessages(
  accessToken: string,
  query: string,
  { pageToken, pageSize, signal }: { pageToken: string; pageSize: number; signal: AbortSignal },
): Promise<SearchMessagesResponse> {
  return request({
    method: 'GET',
    path: '/v1/messages:search',
    query: {
      query,
      pageSize,
      pageToken: pageToken === '' ? undefined : pageToken,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    answer: SearchMessagesResponseSchema,
    accessToken,
    signal,
  });
}
