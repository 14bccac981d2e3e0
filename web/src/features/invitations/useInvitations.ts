import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Room } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import * as invitationApi from '@/rpc/invitationApi';

/** The invitations to a room, the newest first; read again whenever somebody has come in or asks to. */
export function useInvitations(room: Room) {
  return useQuery({
    queryKey: ['invitations', room.id, room.membersSeq],
    queryFn: () => session.withToken((token) => invitationApi.listInvitations(token, room.id)),
    placeholderData: (before, query) => (query?.queryKey[1] === room.id ? before : undefined),
    staleTime: 0,
  });
}

/** Makes an invitation; the answer is the only one that has its secret. */
export function useCreateInvitation(roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (invitation: invitationApi.NewInvitation) =>
      session.withToken((token) => invitationApi.createInvitation(token, roomId, invitation)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['invitations', roomId] }),
  });
}

export function useRevokeInvitation(roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (invitationId: string) =>
      session.withToken((token) => invitationApi.revokeInvitation(token, roomId, invitationId)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['invitations', roomId] }),
  });
}
