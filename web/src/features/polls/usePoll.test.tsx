import { create } from '@bufbuild/protobuf';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { message } from '@/features/chat/engineHarness';
import { MessageSchema } from '@/gen/parley/v1/chat_pb';
import { session } from '@/rpc/browserSession';
import * as pollApi from '@/rpc/pollApi';
import { useVote } from './usePoll';

const POLL = {
  options: ['Me', 'The others'].map((text) => ({ text, count: 0, userIds: [] })),
  multiple: true,
  anonymous: true,
  closeTime: null,
  voterCount: 0,
};

/** The poll as of a position of the room's log, on a server that answers when it is told to. */
function show() {
  const answers: ((changeSeq: bigint) => void)[] = [];
  const cast = vi
    .spyOn(pollApi, 'castVote')
    .mockImplementation(
      () => new Promise((resolve) => answers.push((changeSeq) => resolve(create(MessageSchema, { changeSeq })))),
    );
  const asked = vi.spyOn(pollApi, 'getVote').mockResolvedValue([]);
  vi.spyOn(session, 'withToken').mockImplementation((call) => call('token'));
  const queryClient = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  const shown = renderHook(({ changeSeq }) => useVote({ ...message(11, 'Who snores?'), changeSeq }, POLL), {
    wrapper,
    initialProps: { changeSeq: 11 },
  });
  return { ...shown, answers, asked, chosen: () => cast.mock.calls.map((call) => call[3]) };
}

describe('one’s own vote', () => {
  it('is what was chosen last, until the room’s log has brought it', async () => {
    const { result, rerender, answers, asked } = show();
    act(() => result.current.cast([0]));
    await waitFor(() => expect(result.current.own).toEqual([0]));
    await act(() => Promise.resolve(answers[0]?.(12n)));
    expect(result.current.own).toEqual([0]);
    rerender({ changeSeq: 12 });
    expect(result.current.own).toEqual([0]);
    // Somebody else has voted since.
    rerender({ changeSeq: 13 });
    expect(result.current.own).toEqual([0]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('reaches the server one after the other', async () => {
    const { result, answers, chosen } = show();
    act(() => result.current.cast([0]));
    await waitFor(() => expect(chosen()).toEqual([[0]]));
    act(() => result.current.cast([0, 1]));
    await waitFor(() => expect(result.current.own).toEqual([0, 1]));
    expect(chosen()).toEqual([[0]]);
    await act(() => Promise.resolve(answers[0]?.(12n)));
    await waitFor(() => expect(chosen()).toEqual([[0], [0, 1]]));
    await act(() => Promise.resolve(answers[1]?.(13n)));
    expect(result.current.own).toEqual([0, 1]);
  });
});
