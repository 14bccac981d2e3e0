import { useSyncExternalStore } from 'react';
import type { User } from '@/gen/parley/v1/users_pb';
import { session } from '@/rpc/browserSession';
import type { SessionState } from '@/rpc/session';

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/** The signed-in person; null in the instant between signing out and leaving the page. */
export function useMe(): User | null {
  const state = useSession();

  return state.kind === 'signedIn' ? state.user : null;
}
