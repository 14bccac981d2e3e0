import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { message, wireRoom } from '@/features/chat/engineHarness';
import { toRoom } from '@/features/chat/wire';
import { PollView } from './PollView';

vi.mock('@/features/auth/useSession', () => ({ useMe: () => ({ id: 'ada' }) }));

const NOW = 1_700_000_000_000;

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

it('closes by itself when its time has come', () => {
  const poll = {
    options: [
      { text: 'Yes', count: 0, userIds: [] },
      { text: '\u202Eon', count: 0, userIds: [] },
    ],
    multiple: false,
    anonymous: true,
    closeTime: NOW + 60_000,
    voterCount: 0,
  };
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <TooltipProvider>
        <PollView message={message(7, 'Well?')} poll={poll} room={toRoom(wireRoom('r', 7))} live />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  expect(screen.getByText(/^Closes /)).toBeVisible();
  expect(screen.getByRole('button', { name: /Yes/ })).toBeEnabled();
  // What turns the text stays within its option.
  expect(screen.getByText('\u202Eon')).toHaveAttribute('dir', 'auto');

  act(() => void vi.advanceTimersByTime(59_000));
  expect(screen.getByRole('button', { name: /Yes/ })).toBeEnabled();
  act(() => void vi.advanceTimersByTime(2_000));
  expect(screen.getByText('Closed')).toBeVisible();
  expect(screen.getByRole('button', { name: /Yes/ })).toBeDisabled();
});
