import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { useTitle } from '@/app/useTitle';
import { login, type Credentials } from '@/rpc/authApi';
import { session } from '@/rpc/browserSession';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { AuthLayout } from './AuthLayout';
import { invitedTo } from './returnPath';
import { useFocusFirstError } from './useFocusFirstError';
import { useSignInOptions } from './useSignInOptions';

export function LoginPage() {
  useTitle('Log in');
  const location = useLocation();
  const options = useSignInOptions();
  const invited = invitedTo(location.state);
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => login(credentials),
    onSuccess: (answer) => session.begin(answer),
  });
  const problem = signIn.error === null ? null : toProblem(signIn.error);
  const form = useFocusFirstError(problem);
  const ended = (location.state as { ended?: boolean } | null)?.ended === true;

  const submit = (data: FormData) =>
    signIn.mutate({ login: formText(data, 'login').trim(), password: formText(data, 'password') });

  return (
    <AuthLayout title="Welcome back" subtitle={invited?.by ?? 'Log in to go on where you left off.'}>
      <form
        ref={form}
        noValidate
        className="flex flex-col gap-4.5"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        {ended && problem === null && <Notice kind="info">Your session has ended. Log in again to go on.</Notice>}
        {problem !== null && problem.errors.length === 0 && <Notice kind="danger">{problem.detail}</Notice>}
        <TextField
          label="User name or e-mail"
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          error={fieldError(problem, 'login')}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          error={fieldError(problem, 'password')}
        />
        <Button type="submit" variant="primary" wide busy={signIn.isPending} className="mt-1.5">
          Log in
        </Button>
      </form>
      {(options.data?.registrationOpen !== false || invited?.guest === true) && (
        <p className="mt-6 text-center text-sm text-ink-2">
          No account yet?{' '}
          <Link
            to="/signup"
            state={location.state as unknown}
            className="font-medium text-link underline-offset-3 hover:underline"
          >
            Sign up
          </Link>
        </p>
      )}
    </AuthLayout>
  );
}
