import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { Message } from '@/features/chat/model';
import { acknowledgeMessage, listAcknowledgements } from '@/rpc/attentionApi';
import { session } from '@/rpc/browserSession';

/** Says that one has taken note. The room's log brings it to everybody. */
export function useAcknowledge({ id, roomId }: Message) {
  return useMutation({ mutationFn: () => session.withToken((token) => acknowledgeMessage(token, roomId, id)) });
}

/** Those who have acknowledged a message, or have not, page after page. */
export function useAcknowledgements({ id, roomId, changeSeq }: Message, pending: boolean) {
  return useInfiniteQuery({
    queryKey: ['acknowledgements', id, pending, changeSeq],
    queryFn: ({ pageParam }) =>
      session.withToken((token) => listAcknowledgements(token, roomId, id, pending, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
  });
}
