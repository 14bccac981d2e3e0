import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useChat, useEngine } from '@/features/chat/chatContext';
import { session } from '@/rpc/browserSession';
import * as deletionApi from '@/rpc/deletionApi';

/** Deletes a room. The own log takes it from every other page. */
export function useDeleteRoom(roomId: string) {
  const engine = useEngine();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => session.withToken((token) => deletionApi.deleteRoom(token, roomId)),
    onSuccess: () => {
      engine.left(roomId);
      void queryClient.invalidateQueries({ queryKey: ['discover'] });
    },
  });
}

/** Brings a room back, under another name if one is given. The own log brings it to every other page. */
export function useUndeleteRoom(roomId: string) {
  const engine = useEngine();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => session.withToken((token) => deletionApi.undeleteRoom(token, roomId, name)),
    onSuccess: (room) => {
      engine.entered(room);
      void queryClient.invalidateQueries({ queryKey: ['discover'] });
    },
  });
}

/** The deleted rooms that the person may bring back. They come and go as the person's rooms go and come. */
export function useDeletedRooms() {
  const rooms = useChat((state) => Object.keys(state.rooms ?? {}).join());
  return useQuery({
    queryKey: ['deletedRooms', rooms],
    queryFn: () => session.withToken((token) => deletionApi.listDeletedRooms(token)),
    placeholderData: keepPreviousData,
  });
}
