import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, MemoryRouter, Route, Routes } from 'react-router';
import { expect, it, vi } from 'vitest';
import { DrawingFailed } from './DrawingFailed';

function Broken(): never {
  throw new Error('no such knot');
}

it('says what broke in place of the page, until somebody goes elsewhere', async () => {
  // React tells the console of every error that it caught.
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <MemoryRouter initialEntries={['/broken']}>
      <Link to="/sound">Elsewhere</Link>
      <DrawingFailed>
        <Routes>
          <Route path="/broken" element={<Broken />} />
          <Route path="/sound" element={<p>All is well</p>} />
        </Routes>
      </DrawingFailed>
    </MemoryRouter>,
  );
  expect(screen.getByRole('heading', { name: 'Something broke on our side' })).toBeVisible();
  expect(screen.getByText('no such knot')).toBeVisible();
  expect(told).toHaveBeenCalled();
  await userEvent.click(screen.getByRole('link', { name: 'Elsewhere' }));
  expect(screen.getByText('All is well')).toBeVisible();
});
