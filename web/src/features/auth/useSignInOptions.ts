import { useQuery } from '@tanstack/react-query';
import { getSignInOptions } from '@/rpc/authApi';

/** What a person may do here without an account. */
export function useSignInOptions() {
  return useQuery({ queryKey: ['signInOptions'], queryFn: ({ signal }) => getSignInOptions(signal) });
}
