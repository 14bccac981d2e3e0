import { useEffect } from 'react';
import { Navigate, Outlet, useLocation, useMatch } from 'react-router';
import { useSession } from '@/features/auth/useSession';
import { VisitorInvitation } from '@/features/invitations/VisitorInvitation';
import { preloadWorkspace } from './pages';
import { Splash } from './Splash';
import { UnreachablePage } from './UnreachablePage';

/** Pages for people who are signed in; the others sign in first and then come back. What they are invited to, they see before. */
export function SignedInOnly() {
  const session = useSession();
  const location = useLocation();
  const invitation = useMatch('/invite/:token');
  useEffect(preloadWorkspace, []);
  switch (session.kind) {
    case 'restoring':
      return <Splash />;
    case 'unreachable':
      return <UnreachablePage problem={session.problem} />;
    case 'signedOut':
      if (invitation?.params.token !== undefined) return <VisitorInvitation token={invitation.params.token} />;
      return <Navigate to="/login" replace state={{ from: location.pathname, ended: session.ended }} />;
    case 'signedIn':
      return <Outlet />;
  }
}
