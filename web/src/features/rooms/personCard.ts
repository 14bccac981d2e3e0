import { createContext, useContext } from 'react';
import type { Person } from '@/features/chat/model';

export const PersonCardContext = createContext<(person: Person) => void>(() => undefined);

/** Shows who somebody is. */
export function useShowPerson(): (person: Person) => void {
  return useContext(PersonCardContext);
}
