import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import * as RadixTooltip from '@radix-ui/react-tooltip';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Composer } from './Composer';

function show(draft = '', called = 5) {
  const onSend = vi.fn();
  const onDraft = vi.fn();
  const onEditLast = vi.fn();
  const view = render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RadixTooltip.Provider>
        <Composer
          field={createRef()}
          onEditLast={onEditLast}
          room={{
            id: 'r1',
            name: 'general',
            kind: 'CHANNEL',
            membersSeq: 1,
            role: 'MEMBER',
            permissions: { MENTION_EVERYONE: 'MEMBER' },
            archived: false,
          }}
          called={called}
          draft={draft}
          onDraft={onDraft}
          onSend={onSend}
        />
      </RadixTooltip.Provider>
    </QueryClientProvider>,
  );
  return { onSend, onDraft, onEditLast, ...view };
}

describe('the composer', () => {
  it('sends with Enter and is empty then', async () => {
    const { onSend } = show();
    const field = screen.getByRole('textbox', { name: 'Message general' });
    expect(field).toHaveFocus();
    await userEvent.type(field, 'hello{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith('hello');
    expect(field).toHaveValue('');
  });

  it('begins a new line with Shift and Enter', async () => {
    const { onSend } = show();
    await userEvent.type(screen.getByRole('textbox'), 'a{Shift>}{Enter}{/Shift}b{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith('a\nb');
  });

  it('does not send the Enter that ends a composition', () => {
    const { onSend } = show();
    const field = screen.getByRole('textbox');
    fireEvent.change(field, { target: { value: 'にほん' } });
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(onSend).not.toHaveBeenCalled();
  });

  it('sends nothing that is only white space', async () => {
    const { onSend } = show();
    await userEvent.type(screen.getByRole('textbox'), '   {Enter}');
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

  it('counts near the limit, and does not send beyond it', () => {
    const { onSend } = show();
    const field = screen.getByRole('textbox');
    fireEvent.change(field, { target: { value: 'a'.repeat(7_990) } });
    expect(screen.getByText('10 left')).toBeVisible();
    fireEvent.change(field, { target: { value: 'a'.repeat(8_003) } });
    expect(screen.getByText('3 too many')).toBeVisible();
    expect(field).toBeInvalid();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
  });

  it('makes what is selected strong with a key, and takes that away again', async () => {
    show();
    const field = screen.getByRole<HTMLTextAreaElement>('textbox');
    await userEvent.type(field, 'a plan');
    field.setSelectionRange(2, 6);
    await userEvent.keyboard('{Control>}b{/Control}');
    expect(field).toHaveValue('a **plan**');
    await userEvent.keyboard('{Control>}b{/Control}');
    expect(field).toHaveValue('a plan');
  });

  it('begins a new line within a program, and sends it with the command key', async () => {
    const { onSend } = show();
    const field = screen.getByRole('textbox');
    await userEvent.type(field, '```{Enter}x{Enter}```');
    expect(onSend).not.toHaveBeenCalled();
    await userEvent.type(field, '{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith('```\nx\n```');
    await userEvent.type(field, '```{Enter}y{Control>}{Enter}{/Control}');
    expect(onSend).toHaveBeenLastCalledWith('```\ny');
  });

  it('formats by a bar, too, which it shows when asked', async () => {
    show();
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show formatting' }));
    await userEvent.type(screen.getByRole('textbox'), 'one');
    await userEvent.click(screen.getByRole('button', { name: 'Numbered list' }));
    expect(screen.getByRole('textbox')).toHaveValue('1. one');
    await userEvent.click(screen.getByRole('button', { name: 'Hide formatting' }));
    expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  });

  it('completes an emoji by what it is called, and asks nobody twice who does not want that', async () => {
    const { onSend } = show();
    const field = screen.getByRole('textbox');
    await userEvent.type(field, 'done :tad');
    expect(await screen.findByRole('option', { name: /tada/, selected: true })).toBeVisible();
    expect(field).toHaveAttribute('aria-activedescendant');
    await userEvent.keyboard('{Enter}');
    expect(field).toHaveValue('done 🎉 ');
    await userEvent.type(field, ':tad');
    await screen.findByRole('option', { name: /tada/ });
    await userEvent.keyboard('{Escape}a{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith('done 🎉 :tada');
  });

  it('asks for the last message to be edited with an arrow upwards, where nothing is written', async () => {
    const { onEditLast } = show();
    const field = screen.getByRole('textbox');
    await userEvent.type(field, 'a{ArrowUp}');
    expect(onEditLast).not.toHaveBeenCalled();
    await userEvent.type(field, '{Backspace}{ArrowUp}');
    expect(onEditLast).toHaveBeenCalledOnce();
  });

  it('puts a time where one writes, as it is everywhere', async () => {
    const { onSend } = show();
    const field = screen.getByRole('textbox');
    await userEvent.type(field, 'Lunch at ');
    await userEvent.click(screen.getByRole('button', { name: 'Show formatting' }));
    await userEvent.click(screen.getByRole('button', { name: 'Time' }));
    fireEvent.change(await screen.findByLabelText('Date and time'), { target: { value: '2026-12-01T12:30' } });
    await userEvent.click(screen.getByRole('button', { name: 'Insert' }));
    const time = new Date(2026, 11, 1, 12, 30).toISOString().slice(0, 16);
    expect(field).toHaveValue(`Lunch at <time:${time}Z>`);
    await userEvent.type(field, '!{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith(`Lunch at <time:${time}Z>!`);
  });

  it('asks before it calls many', async () => {
    const { onSend } = show('Fire drill, @all!', 300);
    const field = screen.getByRole('textbox');
    await userEvent.type(field, '{Enter}');
    expect(onSend).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Go back' }));
    expect(field).toHaveValue('Fire drill, @all!');
    await userEvent.type(field, '{Enter}');
    const dialog = within(screen.getByRole('dialog', { name: 'Call 300 people?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Send' }));
    expect(onSend).toHaveBeenCalledExactlyOnceWith('Fire drill, @all!');
    expect(field).toHaveValue('');
  });

  it('says what a message wants of its readers, for that message alone', async () => {
    const { onSend } = show('Fire drill!');
    const choose = async (item: string) => {
      await userEvent.click(screen.getByRole('button', { name: 'More' }));
      await userEvent.click(await screen.findByText(item));
    };
    await choose('Urgent');
    await choose('Ask to acknowledge');
    expect(screen.getByText('Asks to be acknowledged')).toBeVisible();
    await userEvent.type(screen.getByRole('textbox'), '{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith('Fire drill!', { priority: 'URGENT', acknowledge: true });
    expect(screen.queryByText('Asks to be acknowledged')).toBeNull();
    await userEvent.type(screen.getByRole('textbox'), 'Hello{Enter}');
    expect(onSend).toHaveBeenLastCalledWith('Hello');
  });

  it('says of whom it asks when who is here is called', async () => {
    const { onSend } = show('Lunch, @here?', 300);
    await userEvent.type(screen.getByRole('textbox'), '{Enter}');
    const dialog = within(screen.getByRole('dialog', { name: 'Call who is here?' }));
    expect(dialog.getByText(/of the 300 people/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Send' }));
    expect(onSend).toHaveBeenCalledExactlyOnceWith('Lunch, @here?');
  });

  it('calls a few without a question, and nobody in code', async () => {
    const { onSend, unmount } = show('@all one');
    await userEvent.type(screen.getByRole('textbox'), '{Enter}');
    expect(onSend).toHaveBeenCalledExactlyOnceWith('@all one');
    unmount();
    const large = show('`@all` two', 300);
    await userEvent.type(screen.getByRole('textbox'), '{Enter}');
    expect(large.onSend).toHaveBeenCalledExactlyOnceWith('`@all` two');
  });

  it('offers to make a snippet of what is long and pasted', async () => {
    const { onSend } = show();
    const field = screen.getByRole('textbox');
    await userEvent.type(field, 'Look: ');
    await userEvent.paste('short');
    expect(screen.queryByRole('button', { name: 'Make it a snippet' })).not.toBeInTheDocument();
    const lines = Array.from({ length: 12 }, (_, line) => `line ${line}`).join('\n');
    await userEvent.paste(lines);
    expect(screen.getByText('12 lines pasted.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Make it a snippet' }));
    expect(field).toHaveValue(`Look: short\n\`\`\`\n${lines}\n\`\`\``);
    await userEvent.keyboard('{Enter}');
    expect(onSend).toHaveBeenCalledOnce();
  });

  it('goes on with a draft, and hands over each change to it', async () => {
    const { onDraft, onSend } = show('half a thou');
    expect(screen.getByRole('textbox')).toHaveValue('half a thou');
    await userEvent.type(screen.getByRole('textbox'), 'g{Enter}');
    expect(onDraft.mock.calls).toEqual([['half a thoug'], ['']]);
    expect(onSend).toHaveBeenCalledExactlyOnceWith('half a thoug');
  });
});
