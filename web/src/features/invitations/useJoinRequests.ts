import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { session } from '@/rpc/browserSession';
import * as invitationApi from '@/rpc/invitationApi';

/** Who waits for a room, for those who may let them in; read again whenever its log says that this has changed. */
export function useJoinRequests(room: Room) {
  return useQuery({
    queryKey: ['joinRequests', room.id, room.membersSeq],
    queryFn: () => session.withToken((token) => invitationApi.listJoinRequests(token, room.id)),
    enabled: room.kind !== 'DIRECT' && may(room, 'ADD_MEMBERS'),
    placeholderData: (before, query) => (query?.queryKey[1] === room.id ? before : undefined),
  });
}

/** Lets somebody in who waits, or turns them down. */
export function useAnswerJoinRequest(roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, approved }: { userId: string; approved: boolean }) =>
      session.withToken((token) =>
        approved
          ? invitationApi.approveJoinRequest(token, roomId, userId)
          : invitationApi.declineJoinRequest(token, roomId, userId),
      ),
    // Also after a refusal: somebody else may have answered before.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['joinRequests', roomId] }),
  });
}
