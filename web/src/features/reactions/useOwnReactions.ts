import { useQuery, type QueryClient } from '@tanstack/react-query';
import { useMe } from '@/features/auth/useSession';
import type { Message, Reaction } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import { getOwnReactions } from '@/rpc/reactionApi';

/** Whether a reaction is one's own. A message names the first who have reacted; of the others, one is asked for. */
export function useOwnReactions({ id, roomId }: Message, reactions: readonly Reaction[]) {
  const me = useMe()?.id ?? '';
  const asked = useQuery({
    queryKey: ownReactionsKey(id),
    queryFn: () => session.withToken((token) => getOwnReactions(token, roomId, id)),
    enabled: reactions.some(({ count, userIds }) => count > userIds.length && !userIds.includes(me)),
  });
  return ({ emoji, count, userIds }: Reaction) =>
    userIds.includes(me) || (count > userIds.length && asked.data?.includes(emoji) === true);
}

/** Takes note that one has reacted, or has taken that back, where it was asked for before. */
export function noteOwnReaction(queryClient: QueryClient, messageId: string, emoji: string, on: boolean): void {
  queryClient.setQueryData<string[]>(ownReactionsKey(messageId), (before) => {
    const others = before?.filter((each) => each !== emoji);
    return on ? others?.concat(emoji) : others;
  });
}

function ownReactionsKey(messageId: string) {
  return ['own-reactions', messageId];
}
