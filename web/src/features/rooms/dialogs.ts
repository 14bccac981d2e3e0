import { createContext, useContext } from 'react';

/** The dialogs that can be opened from anywhere in the workspace. */
export type WorkspaceDialog =
  'createRoom' | 'newConversation' | 'quickSwitcher' | 'presence' | 'reminder' | 'shortcuts';

export const DialogsContext = createContext<(dialog: WorkspaceDialog) => void>(() => undefined);

/** Opens one of the workspace's dialogs. */
export function useOpenDialog(): (dialog: WorkspaceDialog) => void {
  return useContext(DialogsContext);
}
