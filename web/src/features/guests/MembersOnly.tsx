import { Navigate, Outlet } from 'react-router';
import { useGuest } from './useGuest';

/** Pages that are not for guests: they go on to their rooms. */
export function MembersOnly() {
  return useGuest() ? <Navigate to="/rooms" replace /> : <Outlet />;
}
