import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { message, ROOM } from '@/features/chat/engineHarness';
import { session } from '@/rpc/browserSession';
import * as reactionApi from '@/rpc/reactionApi';
import { noteOwnReaction, useOwnReactions } from './useOwnReactions';

vi.mock('@/features/auth/useSession', () => ({ useMe: () => ({ id: 'ada' }) }));

const OTHERS = Array.from({ length: 50 }, (_, i) => `user ${i}`);

function show(own: string[]) {
  vi.spyOn(session, 'withToken').mockImplementation((call) => call('token'));
  const asked = vi.spyOn(reactionApi, 'getOwnReactions').mockResolvedValue(own);
  const queryClient = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  const shown = (count: number, userIds: readonly string[]) => {
    const reaction = { emoji: '👍', count, userIds };
    return renderHook(() => useOwnReactions(message(7, 'hi'), [reaction])(reaction), { wrapper });
  };
  return { asked, queryClient, shown };
}

it('is known of the people who are named, without asking', () => {
  const { asked, shown } = show([]);
  expect(shown(2, ['grace', 'ada']).result.current).toBe(true);
  expect(shown(1, ['grace']).result.current).toBe(false);
  expect(asked).not.toHaveBeenCalled();
});

it('is asked for beyond them, and follows what one does', async () => {
  const { asked, queryClient, shown } = show(['👍']);
  const { result } = shown(51, OTHERS);
  await waitFor(() => expect(result.current).toBe(true));
  expect(asked).toHaveBeenCalledExactlyOnceWith('token', ROOM, 'm7');
  noteOwnReaction(queryClient, 'm7', '👍', false);
  await waitFor(() => expect(result.current).toBe(false));
  noteOwnReaction(queryClient, 'm7', '👍', true);
  await waitFor(() => expect(result.current).toBe(true));
});
