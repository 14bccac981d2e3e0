import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '@/features/auth/useSession';
import { invitedTo, returnPath } from '@/features/auth/returnPath';
import { Splash } from './Splash';

/** Pages for people who are not signed in; the others go on to where they wanted, or to their rooms. */
export function SignedOutOnly() {
  const session = useSession();
  const location = useLocation();
  switch (session.kind) {
    case 'signedIn':
      return <Navigate to={returnPath(location.state)} state={{ invited: invitedTo(location.state) }} replace />;
    case 'restoring':
      return <Splash />;
    case 'unreachable':
    case 'signedOut':
      return <Outlet />;
  }
}
