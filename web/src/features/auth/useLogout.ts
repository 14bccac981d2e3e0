import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forgetChat } from '@/features/chat/indexedDbStorage';
import { forgetSections } from '@/features/sections/keptSections';
import { session } from '@/rpc/browserSession';
import { useMe } from './useSession';

/** Ends the session in this browser, and forgets what was read in it and what the device kept of the person. */
export function useLogout() {
  const queryClient = useQueryClient();
  const me = useMe();
  return useMutation({
    mutationFn: async () => {
      await session.end();
      // Not waited for: other tabs may take a moment to let go. Where nothing can be kept, there is nothing to forget.
      forgetSections();
      if (me !== null) forgetChat(me.id).catch(() => undefined);
    },
    onSuccess: () => queryClient.clear(),
  });
}
