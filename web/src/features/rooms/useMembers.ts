import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Room } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import { listMembers } from '@/rpc/chatApi';

/**
 * The members of a room whose names contain the query, page by page, read again whenever its log says that somebody came or
 * went. A room may have thousands: who needs a few of them asks for those by name.
 */
export function useMembers({ id, membersSeq }: Pick<Room, 'id' | 'membersSeq'>, query = '') {
  return useInfiniteQuery({
    queryKey: ['members', id, membersSeq, query],
    queryFn: ({ pageParam }) => session.withToken((token) => listMembers(token, id, query, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    placeholderData: keepPreviousData,
  });
}
