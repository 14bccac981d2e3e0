import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { getPreferences, updatePreferences, type ChangedPreferences } from '@/rpc/chatApi';

const KEY = ['preferences'];
/** They are changed on another device now and then. */
const FRESH_MS = 60_000;

export function usePreferences() {
  return useQuery({ queryKey: KEY, queryFn: () => session.withToken(getPreferences), staleTime: FRESH_MS });
}

export function useChangePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changed: ChangedPreferences) => session.withToken((token) => updatePreferences(token, changed)),
    onSuccess: (preferences) => client.setQueryData(KEY, preferences),
  });
}
