import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useChat } from '@/features/chat/chatContext';
import type { FollowedThread } from '@/features/chat/model';
import { sum, type Counts } from '@/features/chat/rooms';
import { mentionCount, unreadCount } from '@/features/chat/unread';
import { session } from '@/rpc/browserSession';
import { listThreads } from '@/rpc/threadApi';
import { useDebounced } from '@/ui/useDebounced';

/** What is left of all threads that the person follows. */
export function useThreadCounts(): Counts {
  const threads = useChat((state) => state.threads);
  return useMemo(() => sum(Object.values(threads).map(countsOf)), [threads]);
}

export function countsOf({ read }: FollowedThread): Counts {
  return { unread: unreadCount(read), mentions: mentionCount(read) };
}

/** The threads that the person follows, read again a moment after something became of one of them. */
export function useThreads(unread: boolean) {
  const news = useDebounced(
    useChat((state) => state.threads),
    500,
  );
  return useInfiniteQuery({
    queryKey: ['threads', unread, news],
    queryFn: ({ pageParam }) => session.withToken((token) => listThreads(token, unread, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    placeholderData: keepPreviousData,
  });
}
