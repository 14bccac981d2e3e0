import * as RadixTooltip from '@radix-ui/react-tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { create } from '@bufbuild/protobuf';
import { ChatContext } from '@/features/chat/chatContext';
import { Harness } from '@/features/chat/engineHarness';
import { Availability_Choice, OwnPresenceSchema, type OwnPresence } from '@/gen/parley/v1/presence_pb';
import { Problem } from '@/rpc/problem';
import { PresenceDialog } from './PresenceDialog';

function show(own: Partial<OwnPresence> | null = {}) {
  const harness = new Harness();
  const onClose = vi.fn();
  if (own !== null) harness.engine.people.presences.ownChanged(create(OwnPresenceSchema, own));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RadixTooltip.Provider>
        <ChatContext value={harness.engine}>
          <PresenceDialog onClose={onClose} />
        </ChatContext>
      </RadixTooltip.Provider>
    </QueryClientProvider>,
  );
  return { harness, onClose };
}

describe('the dialog about oneself', () => {
  it('waits until it is known what was chosen', () => {
    const { harness } = show(null);
    expect(screen.getByRole('status', { name: 'Loading your status' })).toBeVisible();
    act(() => harness.engine.people.presences.ownChanged(create(OwnPresenceSchema)));
    expect(screen.getByLabelText('Status')).toBeVisible();
  });

  it('sets a suggestion with one click, and when it ends', async () => {
    const { harness, onClose } = show();
    await userEvent.click(screen.getByRole('button', { name: /In a meeting/ }));
    expect(screen.getByLabelText('Clear after')).toHaveValue('hour');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const status = harness.changeOwnPresence.mock.calls[0]?.[0].status;
    expect(status).toMatchObject({ emoji: '🗓️', text: 'In a meeting' });
    expect(status?.expireTime).toBeDefined();
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('changes what one is seen as, for a while', async () => {
    const { harness } = show();
    await userEvent.click(screen.getByRole('radio', { name: /Do not disturb/ }));
    await userEvent.selectOptions(screen.getByLabelText('Back to automatic after'), 'hour');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const availability = harness.changeOwnPresence.mock.calls[0]?.[0].availability;
    expect(availability?.choice).toBe(Availability_Choice.NOT_TO_BE_DISTURBED);
    expect(availability?.expireTime).toBeDefined();
  });

  it('says beside the field what the server refuses, and stays', async () => {
    const { harness, onClose } = show();
    const refusal = [{ field: 'status.emoji', message: 'expected one emoji, or nothing' }];
    harness.changeOwnPresence.mockRejectedValueOnce(new Problem('INVALID_ARGUMENT', 400, 'no', false, refusal));
    await userEvent.type(screen.getByLabelText('Emoji'), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Expected one emoji, or nothing.')).toBeVisible();
    expect(screen.getByLabelText('Emoji')).toBeInvalid();
    expect(onClose).not.toHaveBeenCalled();
  });
});
