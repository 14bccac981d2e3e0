import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { ChatContext } from '@/features/chat/chatContext';
import { Harness, wireRoom } from '@/features/chat/engineHarness';
import { QuickSwitcher } from './QuickSwitcher';

function Address() {
  return <output aria-label="address">{useLocation().pathname}</output>;
}

async function show() {
  const chat = new Harness();
  chat.rooms = [wireRoom('alpha', 1), wireRoom('beta', 1)];
  chat.engine.start();
  await vi.waitFor(() => expect(chat.engine.state().rooms).not.toBeNull());
  const onClose = vi.fn();
  const onOpenDialog = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <ChatContext value={chat.engine}>
          <QuickSwitcher onClose={onClose} onOpenDialog={onOpenDialog} />
        </ChatContext>
        <Address />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  act(() => chat.engine.stop());
  return { onClose, onOpenDialog };
}

describe('the quick switcher', () => {
  it('goes to the room that was typed, by keyboard alone', async () => {
    const { onClose } = await show();
    expect(screen.getByRole('combobox')).toHaveFocus();
    await userEvent.keyboard('bet{Enter}');
    expect(screen.getByLabelText('address')).toHaveTextContent('/rooms/beta');
    expect(onClose).toHaveBeenCalled();
  });

  it('moves with the arrows, around the ends', async () => {
    await show();
    const selected = () => screen.getByRole('option', { selected: true });
    expect(selected()).toHaveTextContent('alpha');
    await userEvent.keyboard('{ArrowDown}');
    expect(selected()).toHaveTextContent('beta');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(selected()).toHaveTextContent('Log out');
  });

  it('opens the dialog for a new room', async () => {
    const { onOpenDialog } = await show();
    await userEvent.keyboard('create{Enter}');
    expect(onOpenDialog).toHaveBeenCalledWith('createRoom');
  });
});
