import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { NewMessageAnnouncer } from './NewMessageAnnouncer';
import type { Row } from './rows';

const GRACE = { id: 'grace', username: 'grace', displayName: 'Grace Hopper', avatarVersion: '' };

function announced(part: Partial<Extract<Row, { kind: 'message' }>>): string {
  const row = { kind: 'message', key: 'k', sender: GRACE, text: 'hi', time: 2000, first: true, ...part } as const;
  const { container } = render(<NewMessageAnnouncer rows={[row]} me="ada" since={1000} />);
  expect(container.firstElementChild).toHaveAttribute('aria-live', 'polite');
  return container.textContent;
}

it('says who has said what, as it is read, and keeps spoilers to itself', () => {
  expect(announced({ text: 'It **was** ||the butler||, see [here](https://x.org)' })).toBe(
    'Grace Hopper: It was ▇▇▇, see here',
  );
});

it('says nothing of what was there before, or of one’s own', () => {
  expect(announced({ time: 999 })).toBe('');
  expect(announced({ sender: { ...GRACE, id: 'ada' } })).toBe('');
  expect(announced({ text: '' })).toBe('');
  expect(screen.queryByText(/Grace/)).toBeNull();
});
