import { useMemo } from 'react';
import { useChat } from '@/features/chat/chatContext';
import type { Naming } from '@/features/chat/model';
import { named } from '@/features/chat/presences';

/** Somebody on the screen as they are called now, and look: what is shown of them may have been read before that changed. */
export function useNamed<P extends Partial<Naming> & { readonly id: string }>(person: P): P {
  const news = useChat((state) => state.names[person.id]);
  return useMemo(() => named(person, news), [person, news]);
}
