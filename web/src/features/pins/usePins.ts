import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Room } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import { listPins } from '@/rpc/pinApi';

/** What is pinned in a room, read again whenever its log says that this has changed. */
export function usePins({ id, pinsSeq }: Room) {
  return useQuery({
    queryKey: ['pins', id, pinsSeq],
    queryFn: () => session.withToken((token) => listPins(token, id)),
    placeholderData: keepPreviousData,
  });
}
