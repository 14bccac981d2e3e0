import { createContext, useContext } from 'react';

/** Opens a thread beside the messages that are shown; null where none can be opened. */
export type OpenThreadHere = ((threadId: string) => void) | null;

export const OpenThreadContext = createContext<OpenThreadHere>(null);

export function useOpenThread(): OpenThreadHere {
  return useContext(OpenThreadContext);
}
