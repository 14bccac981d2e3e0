import { useMutation } from '@tanstack/react-query';
import { useChat, useEngine } from '@/features/chat/chatContext';
import type { Person } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import { blockPerson, unblockPerson } from '@/rpc/blockingApi';

/** Whether the person has blocked somebody. */
export function useIsBlocked(userId: string): boolean {
  return useChat((state) => state.blocked[userId] !== undefined);
}

/** Blocks somebody. */
export function useBlock(onBlocked: () => void) {
  const engine = useEngine();
  return useMutation({
    mutationFn: (person: Person) => session.withToken((token) => blockPerson(token, person.id)),
    onSuccess: (_, person) => {
      onBlocked();
      engine.blocks(person, true);
    },
  });
}

/** Ends a block. */
export function useUnblock() {
  const engine = useEngine();
  return useMutation({
    mutationFn: (person: Person) => session.withToken((token) => unblockPerson(token, person.id)),
    onSuccess: (_, person) => engine.blocks(person, false),
  });
}
