import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { TooltipProvider } from '@radix-ui/react-tooltip';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { MessageActions } from './MessageActions';

it('does each action by one key while the focus is on its buttons, and by none elsewhere', async () => {
  const user = userEvent.setup();
  const edit = vi.fn();
  const remove = vi.fn();
  const unread = vi.fn();
  const props = { live: true, near: true, text: 'hello', link: '/', onReact: vi.fn(), onEdit: edit, onDelete: remove };
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider>
        <MessageActions {...props} onMarkUnread={unread} />
      </TooltipProvider>
    </QueryClientProvider>,
  );

  screen.getByRole('button', { name: 'Edit' }).focus();
  await user.keyboard('e');
  await user.keyboard('{Delete}');
  await user.keyboard('{Control>}u{/Control}');
  expect([edit, remove, unread].map((each) => each.mock.calls.length)).toEqual([1, 1, 0]);

  await user.keyboard('+');
  await user.type(await screen.findByLabelText('Search emoji'), 'uuu{Delete}');
  expect([edit, remove, unread].map((each) => each.mock.calls.length)).toEqual([1, 1, 0]);
});
