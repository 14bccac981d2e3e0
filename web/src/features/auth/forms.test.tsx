import { create, toJson } from '@bufbuild/protobuf';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import * as RadixTooltip from '@radix-ui/react-tooltip';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthSessionSchema } from '@/gen/parley/v1/auth_pb';
import { LoginPage } from './LoginPage';
import { SignUpPage } from './SignUpPage';

const respond = vi.fn<(path: string, body: unknown) => { status: number; body: unknown }>();

beforeEach(() => {
  respond.mockReset();
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    const sent: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    const answer =
      path === '/v1/auth/options' && !respond.getMockImplementation()
        ? { status: 200, body: { registrationOpen: true, passwordMinLength: 12 } }
        : respond(path, sent);
    return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status }));
  });
});

function show(page: ReactNode, state?: object) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RadixTooltip.Provider>
        <MemoryRouter initialEntries={[{ pathname: '/', state }]}>{page}</MemoryRouter>
      </RadixTooltip.Provider>
    </QueryClientProvider>,
  );
}

/** Answers the sign-in options, and everything else with `answer`. */
function server(answer: { status: number; body: unknown }, registrationOpen = true) {
  respond.mockImplementation((path) =>
    path === '/v1/auth/options' ? { status: 200, body: { registrationOpen, passwordMinLength: 12 } } : answer,
  );
}

const SIGNED_IN = toJson(
  AuthSessionSchema,
  create(AuthSessionSchema, { user: { id: 'u', username: 'ada' }, accessToken: 't', expiresIn: 600 }),
);

describe('signing up', () => {
  it('says what is wrong beside each field, and moves to the first, before anything is sent', async () => {
    server({ status: 500, body: {} });
    show(<SignUpPage />);
    await screen.findByText('At least 12 characters.');
    await userEvent.type(screen.getByLabelText('User name'), 'a');
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
    expect(await screen.findByLabelText('E-mail')).toHaveFocus();
    expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription(/Enter an e-mail address/);
    expect(screen.getByLabelText('User name')).toHaveAccessibleDescription(/2 to 32/);
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Use at least 12 characters.');
    expect(respond).not.toHaveBeenCalledWith('/v1/auth/register', expect.anything());
  });

  it('asks for the session as a cookie', async () => {
    server({ status: 200, body: SIGNED_IN });
    show(<SignUpPage />);
    await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await userEvent.type(screen.getByLabelText('User name'), 'ada');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
    expect(respond).toHaveBeenCalledWith('/v1/auth/register', {
      email: 'ada@example.com',
      username: 'ada',
      password: 'correct horse battery',
      session: 'COOKIE',
    });
  });

  it('by an invitation for guests makes a guest, also when registration is closed', async () => {
    server({ status: 200, body: SIGNED_IN }, false);
    show(<SignUpPage />, { invited: { token: 'secret', guest: true, by: 'Ada invites you to Harbour.' } });
    expect(await screen.findByRole('heading', { name: 'Join as a guest' })).toBeVisible();
    expect(screen.getByText(/^Ada invites you to Harbour\. .* only the rooms you are invited to/)).toBeVisible();
    await userEvent.type(screen.getByLabelText('E-mail'), 'gus@example.com');
    await userEvent.type(screen.getByLabelText('User name'), 'gus');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
    expect(respond).toHaveBeenCalledWith(
      '/v1/auth/register',
      expect.objectContaining({ username: 'gus', invitationToken: 'secret' }),
    );
  });

  it('by any other invitation makes an account like any other, and says who invites', async () => {
    server({ status: 200, body: SIGNED_IN });
    show(<SignUpPage />, { invited: { token: 'secret', guest: false, by: 'Ada invites you to Harbour.' } });
    expect(await screen.findByText('Ada invites you to Harbour.')).toBeVisible();
    await userEvent.type(screen.getByLabelText('E-mail'), 'gus@example.com');
    await userEvent.type(screen.getByLabelText('User name'), 'gus');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
    expect(respond).toHaveBeenCalledWith(
      '/v1/auth/register',
      expect.not.objectContaining({ invitationToken: 'secret' }),
    );
  });

  it('shows a taken user name at the user name', async () => {
    const detail = 'This user name belongs to somebody else.';
    server({ status: 409, body: { code: 'USERNAME_TAKEN', status: 409, detail, retryable: false } });
    show(<SignUpPage />);
    await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await userEvent.type(screen.getByLabelText('User name'), 'ada');
    await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
    expect(await screen.findByText(detail)).toBeVisible();
    expect(screen.getByLabelText('User name')).toHaveAccessibleDescription(detail);
  });

  it('says so when registration is closed, and offers no form', async () => {
    server({ status: 500, body: {} }, false);
    show(<SignUpPage />);
    expect(await screen.findByRole('heading', { name: 'Registration is closed' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Create account' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Log in instead' })).toBeVisible();
  });
});

describe('logging in', () => {
  it('says that the login or the password is wrong', async () => {
    const detail = 'The login or the password is wrong.';
    server({ status: 401, body: { code: 'WRONG_CREDENTIALS', status: 401, detail, retryable: false } });
    show(<LoginPage />);
    await userEvent.type(screen.getByLabelText('User name or e-mail'), 'ada');
    await userEvent.type(screen.getByLabelText('Password'), 'no');
    await userEvent.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(detail);
  });

  it('explains an answer that is no problem document', async () => {
    server({ status: 502, body: '<html>' });
    show(<LoginPage />);
    await userEvent.type(screen.getByLabelText('User name or e-mail'), 'ada');
    await userEvent.type(screen.getByLabelText('Password'), 'secret');
    await userEvent.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The server is not available right now.');
  });

  it('shows the password on request', async () => {
    show(<LoginPage />);
    const password = screen.getByLabelText('Password');
    expect(password).toHaveAttribute('type', 'password');
    await userEvent.click(screen.getByRole('button', { name: 'Show password' }));
    expect(password).toHaveAttribute('type', 'text');
  });
});
