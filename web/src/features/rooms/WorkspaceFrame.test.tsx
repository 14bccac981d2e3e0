import * as RadixTooltip from '@radix-ui/react-tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { ChatContext } from '@/features/chat/chatContext';
import { Harness } from '@/features/chat/engineHarness';
import { MemoryDevice } from '@/features/chat/memoryStorage';
import { WorkspaceFrame } from './WorkspaceFrame';

function show(device = new MemoryDevice()) {
  const { engine } = new Harness({ device });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RadixTooltip.Provider>
        <MemoryRouter initialEntries={['/rooms']}>
          <ChatContext value={engine}>
            <WorkspaceFrame />
          </ChatContext>
        </MemoryRouter>
      </RadixTooltip.Provider>
    </QueryClientProvider>,
  );
  return engine;
}

const CTRL_K = '{Control>}k{/Control}';

describe('the quick switcher’s shortcut', () => {
  it('opens it, and closes it again', async () => {
    show();
    await userEvent.keyboard(CTRL_K);
    expect(screen.getByRole('dialog', { name: 'Jump to a room, a person, a message or an action' })).toBeVisible();
    await userEvent.keyboard(CTRL_K);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('does nothing while another dialog is open, whose contents are kept', async () => {
    show();
    await userEvent.click(screen.getAllByRole('button', { name: 'Create a room' })[0] as HTMLElement);
    await userEvent.type(await screen.findByLabelText('Name'), 'Half a na');
    await userEvent.keyboard(CTRL_K);
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    expect(await screen.findByLabelText('Name')).toHaveValue('Half a na');
  });
});

describe('a browser that keeps nothing', () => {
  it('is mentioned, with what that means', async () => {
    const device = new MemoryDevice();
    device.closed = true;
    const engine = show(device);
    expect(screen.queryByText(/will not survive a reload/)).not.toBeInTheDocument();
    act(() => engine.start());
    expect(await screen.findByText(/Unsent messages will not survive a reload/)).toBeVisible();
    act(() => engine.stop());
  });
});
