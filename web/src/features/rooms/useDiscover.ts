import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { discoverRooms, type RoomSearch } from '@/rpc/chatApi';

/** Public rooms as they are searched for, page by page. */
export function useDiscover(search: RoomSearch) {
  return useInfiniteQuery({
    queryKey: ['discover', search],
    queryFn: ({ pageParam }) => session.withToken((token) => discoverRooms(token, search, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    placeholderData: keepPreviousData,
    // Rooms come and go while one is elsewhere: what was found before is shown, and asked for again.
    staleTime: 0,
  });
}
