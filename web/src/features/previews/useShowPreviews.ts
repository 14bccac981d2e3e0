import { usePreferences } from '@/features/settings/usePreferences';

/** Whether the person wants to see previews; not before that is known. */
export function useShowPreviews(): boolean {
  return usePreferences().data?.linkPreviews === true;
}
