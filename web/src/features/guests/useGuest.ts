import { useMe } from '@/features/auth/useSession';

/** Whether the person in front of the page is a guest. */
export function useGuest(): boolean {
  return useMe()?.guest === true;
}
