import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { discoverRooms } from '@/rpc/chatApi';

/** Public rooms whose name or topic contains `query`, page by page. */
export function useDiscover(query: string) {
  return useInfiniteQuery({
    queryKey: ['discover', query],
    queryFn: ({ pageParam }) => session.withToken((token) => discoverRooms(token, query, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}
