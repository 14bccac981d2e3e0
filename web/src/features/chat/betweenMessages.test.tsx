import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { betweenMessages } from './betweenMessages';

function Message({ name, children }: { name: string; children?: React.ReactNode }) {
  return (
    <article aria-label={name}>
      <div role="group" aria-label="Actions">
        <button>React to {name}</button>
        <button aria-label="More actions">{name}</button>
        {children}
      </div>
    </article>
  );
}

it('leads from message to message, and leaves what the actions have opened alone', async () => {
  render(
    <div onKeyDownCapture={betweenMessages}>
      <Message name="one" />
      <Message name="two">
        <dialog open>
          <div role="group" aria-label="Recent">
            <button>rocket</button>
          </div>
        </dialog>
      </Message>
    </div>,
  );
  screen.getByText('React to two').focus();
  await userEvent.keyboard('{ArrowUp}');
  expect(screen.getByText('one')).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  expect(screen.getByText('one')).toHaveFocus();
  await userEvent.keyboard('{Control>}{ArrowDown}{/Control}');
  expect(screen.getByText('one')).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  expect(screen.getByText('two')).toHaveFocus();
  screen.getByText('rocket').focus();
  await userEvent.keyboard('{ArrowUp}');
  expect(screen.getByText('rocket')).toHaveFocus();
});
