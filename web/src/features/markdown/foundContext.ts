import { createContext, useContext } from 'react';

/** What somebody has looked for: it stands out in the texts below. */
export const FoundContext = createContext<readonly string[]>([]);

export function useFound(): readonly string[] {
  return useContext(FoundContext);
}
