import { createContext, useContext } from 'react';

/** Which thread a list of messages shows; null where it shows a room. */
export const ThreadContext = createContext<string | null>(null);

export function useThreadShown(): string | null {
  return useContext(ThreadContext);
}
