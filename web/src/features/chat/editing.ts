import { createContext, useContext } from 'react';

/** Which message of the room is being edited; one at a time. */
export interface Editing {
  readonly messageId: string | null;
  readonly begin: (messageId: string) => void;
  /** Done with it, one way or the other. */
  readonly end: () => void;
}

export const EditingContext = createContext<Editing>({ messageId: null, begin: () => undefined, end: () => undefined });

export function useEditing(): Editing {
  return useContext(EditingContext);
}
