import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/features/auth/useSession';
import type { Acknowledgements, Message } from '@/features/chat/model';
import { acknowledgeMessage, hasAcknowledged, listAcknowledgements } from '@/rpc/attentionApi';
import { session } from '@/rpc/browserSession';

/** Says that one has taken note. The room's log brings it to everybody. */
export function useAcknowledge({ id, roomId }: Message) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => session.withToken((token) => acknowledgeMessage(token, roomId, id)),
    onSuccess: () => queryClient.setQueryData(acknowledgedKey(id), true),
  });
}

/** Whether one has. A message names the first who have; of the others, one is asked for. */
export function useAcknowledged({ id, roomId, sender }: Message, { count, userIds }: Acknowledgements): boolean {
  const me = useMe()?.id ?? '';
  const named = userIds.includes(me);
  const asked = useQuery({
    queryKey: acknowledgedKey(id),
    queryFn: () => session.withToken((token) => hasAcknowledged(token, roomId, id)),
    enabled: !named && count > userIds.length && sender.id !== me,
  });
  return named || asked.data === true;
}

function acknowledgedKey(messageId: string) {
  return ['acknowledged', messageId];
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
