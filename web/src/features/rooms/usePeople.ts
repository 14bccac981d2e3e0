import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { listUsers } from '@/rpc/usersApi';

/** People whose user name or display name begins with `query`, by user name, as far as the pages were asked for; none where it is not enabled. */
export function usePeople(query: string, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['people', query],
    queryFn: ({ pageParam, signal }) => session.withToken((token) => listUsers(token, query, pageParam, signal)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    select: ({ pages }) => pages.flatMap((page) => page.users),
    placeholderData: keepPreviousData,
    enabled,
  });
}
