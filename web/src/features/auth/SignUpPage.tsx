import { useTitle } from '@/app/useTitle';
import { Link, useLocation } from 'react-router';
import { ButtonLink } from '@/ui/ButtonLink';
import { AuthLayout } from './AuthLayout';
import { invitedTo } from './returnPath';
import { SignUpForm } from './SignUpForm';
import { useSignInOptions } from './useSignInOptions';

export function SignUpPage() {
  useTitle('Sign up');
  const location = useLocation();
  const options = useSignInOptions();

  const invited = invitedTo(location.state);
  const asGuest = invited?.guest === true;

  if (options.data?.registrationOpen === false && !asGuest) {
    return (
      <AuthLayout title="Registration is closed" subtitle="This installation takes no new accounts right now.">
        <p className="mb-6 text-ink-2">Ask the people who run it to open registration for you.</p>
        <ButtonLink to="/login" variant="primary" wide>
          Log in instead
        </ButtonLink>
      </AuthLayout>
    );
  }
  return (
    <AuthLayout
      title={asGuest ? 'Join as a guest' : 'Create your account'}
      subtitle={
        asGuest
          ? `${invited.by} You will join as a guest: you will see only the rooms you are invited to.`
          : (invited?.by ?? 'One minute, and you are talking.')
      }
    >
      <SignUpForm
        passwordMinLength={options.data?.passwordMinLength ?? 10}
        invitationToken={asGuest ? invited.token : ''}
      />
      <p className="mt-6 text-center text-sm text-ink-2">
        Already have an account?{' '}
        <Link
          to="/login"
          state={location.state as unknown}
          className="font-medium text-link underline-offset-3 hover:underline"
        >
          Log in
        </Link>
      </p>
    </AuthLayout>
  );
}
