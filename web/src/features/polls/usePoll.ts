import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/features/auth/useSession';
import type { Message, Poll } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import { askPoll, castVote, closePoll, getVote, listVoters, type NewQuestion } from '@/rpc/pollApi';

/** So many of those who chose an option are named with the message. */
const NAMED = 50;

/** What the person has answered as the server says; nothing while it is not known yet. */
function useKnownVote({ id, roomId }: Message, poll: Poll): readonly number[] {
  const me = useMe()?.id ?? '';
  const told = !poll.anonymous && poll.options.every(({ count }) => count <= NAMED);
  const asked = useQuery({
    // Others' votes change nothing about it: asking anew with each would cost a room of thousands as many questions.
    queryKey: voteKey(id),
    queryFn: () => session.withToken((token) => getVote(token, roomId, id)),
    enabled: !told,
  });
  return told
    ? poll.options.flatMap(({ userIds }, index) => (userIds.includes(me) ? [index] : []))
    : (asked.data ?? []);
}

function voteKey(messageId: string) {
  return ['vote', messageId];
}

/** What the person has answered, and answering instead of that. The room's log brings it to everybody. */
export function useVote(message: Message, poll: Poll) {
  const { id, roomId, changeSeq } = message;
  const queryClient = useQueryClient();
  const known = useKnownVote(message, poll);
  const { mutate, variables, data, isPending, error } = useMutation({
    mutationFn: (options: readonly number[]) => session.withToken((token) => castVote(token, roomId, id, options)),
    // One after the other, so that what was chosen last stands.
    scope: { id: `vote ${id}` },
    onSuccess: (_, options) => queryClient.setQueryData(voteKey(id), options),
  });
  // Whoever chooses once more chooses beside what they chose, whether the log has brought that or not.
  const ahead = isPending || Number(data?.changeSeq ?? 0) > changeSeq;
  return { own: ahead && variables !== undefined ? variables : known, cast: mutate, error };
}

export function useClosePoll({ id, roomId }: Message) {
  return useMutation({ mutationFn: () => session.withToken((token) => closePoll(token, roomId, id)) });
}

export function useAskPoll() {
  return useMutation({
    mutationFn: (question: NewQuestion) => session.withToken((token) => askPoll(token, question)),
  });
}

/** Those who have chosen an option, page after page. */
export function useVoters({ id, roomId, changeSeq }: Message, option: number) {
  return useInfiniteQuery({
    queryKey: ['voters', id, option, changeSeq],
    queryFn: ({ pageParam }) => session.withToken((token) => listVoters(token, roomId, id, option, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
  });
}
