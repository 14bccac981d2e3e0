import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { searchMessages } from '@/rpc/searchApi';

/** What was said that fits a query, page by page; nothing is asked for an empty one. */
export function useMessageSearch(query: string, pageSize = 20) {
  return useInfiniteQuery({
    queryKey: ['search', query, pageSize],
    queryFn: ({ pageParam, signal }) =>
      session.withToken((token) => searchMessages(token, query, { pageToken: pageParam, pageSize, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    enabled: query !== '',
    // What is typed next is mostly looked for among the same; it is never shown as an answer to something else.
    placeholderData: keepPreviousData,
    retry: false,
  });
}
