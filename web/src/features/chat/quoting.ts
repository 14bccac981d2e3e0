import { createContext, useContext } from 'react';
import type { Message } from './model';

/** Quotes a message in what is being written; null where nothing can be. */
export type Quoting = ((message: Message) => void) | null;

export const QuotingContext = createContext<Quoting>(null);

export function useQuoting(): Quoting {
  return useContext(QuotingContext);
}
