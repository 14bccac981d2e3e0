import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import * as invitationApi from '@/rpc/invitationApi';

/** The invitations to a room, the newest first; as they are when the list is opened. */
export function useInvitations(roomId: string) {
  return useQuery({
    queryKey: ['invitations', roomId],
    queryFn: () => session.withToken((token) => invitationApi.listInvitations(token, roomId)),
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
