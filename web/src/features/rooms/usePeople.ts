import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { listUsers } from '@/rpc/usersApi';

/** People whose user name or display name begins with `query`. */
export function usePeople(query: string) {
  return useQuery({
    queryKey: ['people', query],
    queryFn: ({ signal }) => session.withToken((token) => listUsers(token, query, signal)),
    placeholderData: keepPreviousData,
  });
}
