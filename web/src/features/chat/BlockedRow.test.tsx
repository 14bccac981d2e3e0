import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import * as RadixTooltip from '@radix-ui/react-tooltip';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { BlockedRow } from './BlockedRow';
import { ChatContext } from './chatContext';
import { GRACE, Harness, ME, message, wireRoom } from './engineHarness';
import type { MessageLine } from './rows';
import { toRoom } from './wire';

vi.mock('@/features/auth/useSession', () => ({ useMe: () => ME }));

function line(seq: number, text: string, sender = GRACE): MessageLine {
  const said = message(seq, text, '', sender);
  return { kind: 'message', key: said.id, sender, text, time: said.time, first: true, seq, message: said };
}

function show(...rows: MessageLine[]) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RadixTooltip.Provider>
        <ChatContext value={new Harness().engine}>
          <BlockedRow rows={rows} room={toRoom(wireRoom('r', 7))} live />
        </ChatContext>
      </RadixTooltip.Provider>
    </QueryClientProvider>,
  );
}

describe('what the blocked say', () => {
  it('is not there until one wants to see it, and can be folded again', async () => {
    show(line(1, 'Look here'), line(2, 'and here'));
    expect(screen.queryByText('Look here')).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: '2 messages from somebody you blocked · Show' }));
    expect(screen.getByText('Look here')).toBeVisible();
    expect(screen.getByText('and here')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: '2 messages from somebody you blocked · Hide' }));
    expect(screen.queryByText('Look here')).not.toBeInTheDocument();
  });

  it('says whether it is one or several, without naming them', () => {
    show(line(1, 'a'), line(2, 'b', { ...GRACE, id: 'eve' }));
    expect(screen.getByRole('button', { name: '2 messages from people you blocked · Show' })).toBeVisible();
  });
});
