import { useQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { listSharedRooms } from '@/rpc/chatApi';
import { getUser } from '@/rpc/usersApi';

/** What somebody says of themselves, as it is now. */
export function useProfile(userId: string) {
  return useQuery({
    queryKey: ['user', userId],
    queryFn: () => session.withToken((token) => getUser(token, userId)),
    staleTime: 0,
  });
}

/** Ids of the rooms that one shares with somebody. */
export function useSharedRooms(userId: string) {
  return useQuery({
    queryKey: ['sharedRooms', userId],
    queryFn: () => session.withToken((token) => listSharedRooms(token, userId)),
    staleTime: 0,
  });
}
