import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEngine } from '@/features/chat/chatContext';
import type { Room } from '@/gen/parley/v1/chat_pb';
import { session } from '@/rpc/browserSession';
import * as chatApi from '@/rpc/chatApi';

/** Makes a room and enters it. */
export function useCreateRoom(onCreated: (room: Room) => void) {
  const engine = useEngine();
  return useMutation({
    mutationFn: (room: chatApi.NewRoom) => session.withToken((token) => chatApi.createRoom(token, room)),
    onSuccess: (room) => {
      engine.entered(room);
      onCreated(room);
    },
  });
}

/** Enters the conversation with these people. */
export function useOpenConversation(onOpened: (room: Room) => void) {
  const engine = useEngine();
  return useMutation({
    mutationFn: (memberIds: readonly string[]) =>
      session.withToken((token) => chatApi.openConversation(token, memberIds)),
    onSuccess: (room) => {
      engine.entered(room);
      onOpened(room);
    },
  });
}

export function useJoinRoom(onJoined: (room: Room) => void) {
  const engine = useEngine();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (roomId: string) => session.withToken((token) => chatApi.joinRoom(token, roomId)),
    onSuccess: (room) => {
      engine.entered(room);
      void queryClient.invalidateQueries({ queryKey: ['discover'] });
      onJoined(room);
    },
  });
}

export function useLeaveRoom(onLeft: () => void) {
  const engine = useEngine();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (roomId: string) => session.withToken((token) => chatApi.leaveRoom(token, roomId)),
    onSuccess: (_, roomId) => {
      onLeft();
      engine.left(roomId);
      void queryClient.invalidateQueries({ queryKey: ['discover'] });
    },
  });
}
