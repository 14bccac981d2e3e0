import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '@/features/auth/useSession';
import { Splash } from './Splash';
import { UnreachablePage } from './UnreachablePage';

/** Pages for people who are signed in; the others sign in first and then come back. */
export function SignedInOnly() {
  const session = useSession();
  const location = useLocation();
  switch (session.kind) {
    case 'restoring':
      return <Splash />;
    case 'unreachable':
      return <UnreachablePage problem={session.problem} />;
    case 'signedOut':
      return <Navigate to="/login" replace state={{ from: location.pathname, ended: session.ended }} />;
    case 'signedIn':
      return <Outlet />;
  }
}
