import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import * as moderationApi from '@/rpc/moderationApi';

/** Keeps somebody out of the room. */
export function useBan(roomId: string, onBanned: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, ...terms }: moderationApi.BanTerms & { readonly userId: string }) =>
      session.withToken((token) => moderationApi.banMember(token, roomId, userId, terms)),
    onSuccess: async () => {
      onBanned();
      await queryClient.invalidateQueries({ queryKey: ['members', roomId] });
    },
  });
}

/** Lets somebody in again. */
export function useLiftBan(roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => session.withToken((token) => moderationApi.liftBan(token, roomId, userId)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['moderation', roomId] }),
  });
}

/** Lets a member say nothing for so many seconds; 0 lets them speak again. */
export function useMute(roomId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, seconds }: { readonly userId: string; readonly seconds: number }) =>
      session.withToken((token) => moderationApi.muteMember(token, roomId, userId, seconds)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['members', roomId] }),
  });
}

export function useBans(roomId: string) {
  return useQuery({
    queryKey: ['moderation', roomId, 'bans'],
    queryFn: () => session.withToken((token) => moderationApi.listBans(token, roomId)),
  });
}

export function useModerationLog(roomId: string) {
  return useInfiniteQuery({
    queryKey: ['moderation', roomId, 'log'],
    queryFn: ({ pageParam }) =>
      session.withToken((token) => moderationApi.listModerationEntries(token, roomId, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.hasMore ? page.entries.at(-1)?.id : undefined),
  });
}
