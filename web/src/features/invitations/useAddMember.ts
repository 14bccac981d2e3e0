import { useMutation, useQueryClient } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { addMember } from '@/rpc/chatApi';

export function useAddMember(roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => session.withToken((token) => addMember(token, roomId, userId)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['members', roomId] }),
  });
}
