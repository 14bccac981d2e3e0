import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEngine } from '@/features/chat/chatContext';
import type { Role } from '@/features/chat/model';
import { Member_Role } from '@/gen/parley/v1/chat_pb';
import { session } from '@/rpc/browserSession';
import * as chatApi from '@/rpc/chatApi';

/** Changes what a room says of itself. The room's log brings it to every page. */
export function useUpdateRoom(roomId: string, onUpdated: () => void) {
  return useMutation({
    mutationFn: (update: chatApi.RoomUpdate) => session.withToken((token) => chatApi.updateRoom(token, roomId, update)),
    onSuccess: onUpdated,
  });
}

/** Archives a room, or restores it. */
export function useArchiveRoom(roomId: string) {
  return useMutation({
    mutationFn: (archived: boolean) => session.withToken((token) => chatApi.archiveRoom(token, roomId, archived)),
  });
}

/** Arranges a room for the person alone. The own log brings it to every other page. */
export function useArrangeRoom(roomId: string) {
  const engine = useEngine();
  return useMutation({
    mutationFn: (arrangement: chatApi.Arrangement) =>
      session.withToken((token) => chatApi.arrangeRoom(token, roomId, arrangement)),
    onSuccess: (preferences) => engine.arranged(roomId, preferences),
  });
}

/** Gives a member another role, or ends the membership (null). */
export function useManageMember(roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Role | null }) =>
      session.withToken(async (token) => {
        if (role === null) await chatApi.removeMember(token, roomId, userId);
        else await chatApi.setRole(token, roomId, userId, Member_Role[role]);
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['members', roomId] }),
  });
}
