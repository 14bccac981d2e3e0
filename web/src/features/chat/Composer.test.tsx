import * as RadixTooltip from '@radix-ui/react-tooltip';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Composer } from './Composer';

function show(draft = '') {
  const onSend = vi.fn();
  const onDraft = vi.fn();
  const onEditLast = vi.fn();
  const view = render(
    <RadixTooltip.Provider>
      <Composer
        field={createRef()}
        onEditLast={onEditLast}
        room={{ id: 'r1', name: 'general' }}
        draft={draft}
        onDraft={onDraft}
        onSend={onSend}
      />
    </RadixTooltip.Provider>,
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

  it('asks for the last message to be edited with an arrow upwards, where nothing is written', async () => {
    const { onEditLast } = show();
    const field = screen.getByRole('textbox');
    await userEvent.type(field, 'a{ArrowUp}');
    expect(onEditLast).not.toHaveBeenCalled();
    await userEvent.type(field, '{Backspace}{ArrowUp}');
    expect(onEditLast).toHaveBeenCalledOnce();
  });

  it('goes on with a draft, and hands over each change to it', async () => {
    const { onDraft, onSend } = show('half a thou');
    expect(screen.getByRole('textbox')).toHaveValue('half a thou');
    await userEvent.type(screen.getByRole('textbox'), 'g{Enter}');
    expect(onDraft.mock.calls).toEqual([['half a thoug'], ['']]);
    expect(onSend).toHaveBeenCalledExactlyOnceWith('half a thoug');
  });
});
