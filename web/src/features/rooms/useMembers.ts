import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Room } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import { listMembers } from '@/rpc/chatApi';

/** The members of a room, read again whenever its log says that somebody came or went. */
export function useMembers({ id, membersSeq }: Room) {
  return useInfiniteQuery({
    queryKey: ['members', id, membersSeq],
    queryFn: ({ pageParam }) => session.withToken((token) => listMembers(token, id, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    placeholderData: keepPreviousData,
  });
}
