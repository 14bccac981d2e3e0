import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/features/auth/useSession';
import { useEngine } from '@/features/chat/chatContext';
import type { Room } from '@/gen/parley/v1/chat_pb';
import { JoinStanding } from '@/gen/parley/v1/invitations_pb';
import { session } from '@/rpc/browserSession';
import { acceptInvitation, getInvitation, withdrawJoinRequest } from '@/rpc/invitationApi';

const WAITING_MS = 15_000;

/** What a link leads to, for whoever is in front of the page. */
export function useInvitation(token: string) {
  const me = useMe();
  return useQuery({
    queryKey: ['invitation', token, me?.id],
    queryFn: () =>
      me === null ? getInvitation(token) : session.withToken((accessToken) => getInvitation(token, accessToken)),
    staleTime: 0,
    // Who is let in hears of it in their log; who is turned down has to ask.
    refetchInterval: ({ state }) => (state.data?.standing === JoinStanding.WAITING ? WAITING_MS : false),
  });
}

/** Enters the room of an invitation, or asks to; `onJoined` is called where one is in it at once. */
export function useAcceptInvitation(token: string, onJoined: (room: Room) => void) {
  const engine = useEngine();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (note: string) => session.withToken((accessToken) => acceptInvitation(accessToken, token, note)),
    onSuccess: async ({ room }) => {
      if (room === undefined) {
        await queryClient.invalidateQueries({ queryKey: ['invitation', token] });
        return;
      }
      engine.entered(room);
      onJoined(room);
    },
  });
}

/** Waits for the room no longer. */
export function useWithdrawJoinRequest(token: string, roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => session.withToken((accessToken) => withdrawJoinRequest(accessToken, roomId)),
    // Also after a refusal: somebody may have answered before.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['invitation', token] }),
  });
}
