import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ChatEngine } from './engine';
import type { ChatState } from './model';

export const ChatContext = createContext<ChatEngine | null>(null);

export function useEngine(): ChatEngine {
  const engine = useContext(ChatContext);
  if (engine === null) throw new Error('useEngine is called outside ChatProvider');
  return engine;
}

/** A part of the chat's state. `select` must answer the same object as long as that part did not change. */
export function useChat<Part>(select: (state: ChatState) => Part): Part {
  const engine = useEngine();
  return useSyncExternalStore(engine.subscribe, () => select(engine.state()));
}
