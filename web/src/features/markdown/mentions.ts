import { createContext, useContext } from 'react';
import { useMe } from '@/features/auth/useSession';
import type { Message } from '@/features/chat/model';
import { callOf } from './names';

/** Whom the message mentions that is shown; `unknown` until the server has said so. */
export const MentionsContext = createContext<Message['mentions'] | 'unknown'>('unknown');

/** Whether a name in a message calls somebody, and whether that is the person who reads. */
export function useMention(username: string): 'none' | 'other' | 'me' {
  const mentions = useContext(MentionsContext);
  const me = useMe();
  const call = callOf(username);
  if (call !== undefined && mentions === 'everyone') return 'me';
  if (call === 'everyone') return mentions === 'unknown' ? 'other' : 'none';
  if (mentions !== 'unknown' && mentions.length === 0) return 'none';
  if (call === 'here') return mentions !== 'unknown' && me !== null && mentions.includes(me.id) ? 'me' : 'other';
  return username.toLowerCase() === me?.username.toLowerCase() ? 'me' : 'other';
}
