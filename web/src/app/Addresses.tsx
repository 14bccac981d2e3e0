import { Route, Routes } from 'react-router';
import { MembersOnly } from '@/features/guests/MembersOnly';
import { NotFoundPage } from './NotFoundPage';
import {
  DiscoverPage,
  InvitationPage,
  LandingPage,
  LaterPage,
  LoginPage,
  PeoplePage,
  RoomPage,
  RoomsHome,
  SearchPage,
  SettingsPage,
  SignUpPage,
  ThreadsPage,
  Workspace,
} from './pages';
import { ServerErrorPage } from './ServerErrorPage';
import { SignedInOnly } from './SignedInOnly';
import { SignedOutOnly } from './SignedOutOnly';

/** Every address of the client, and what is there. */
export function Addresses() {
  return (
    <Routes>
      <Route element={<SignedOutOnly />}>
        <Route path="/" element={<LandingPage />} />
        <Route path="/login" element={<LoginPage />} />
        <Route path="/signup" element={<SignUpPage />} />
      </Route>
      <Route element={<SignedInOnly />}>
        <Route element={<Workspace />}>
          <Route path="/rooms" element={<RoomsHome />} />
          <Route path="/rooms/:roomId/:seq?" element={<RoomPage />} />
          <Route element={<MembersOnly />}>
            <Route path="/discover" element={<DiscoverPage />} />
          </Route>
          <Route path="/invite/:token" element={<InvitationPage />} />
          <Route path="/people" element={<PeoplePage />} />
          <Route path="/search" element={<SearchPage />} />
          <Route path="/threads" element={<ThreadsPage />} />
          <Route path="/later" element={<LaterPage />} />
          <Route path="/settings" element={<SettingsPage />} />
        </Route>
      </Route>
      <Route path="/500" element={<ServerErrorPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
