import { lazyPage } from './lazyPage';

// What a signed-in person sees first is one chunk, so these three come together.
const workspace = () => import('./workspace');
export const Workspace = lazyPage(() => workspace().then((module) => module.Workspace));
export const RoomsHome = lazyPage(() => workspace().then((module) => module.RoomsHome));
export const RoomPage = lazyPage(() => workspace().then((module) => module.RoomPage));

/** Asks for it while it is still being found out who is here. */
export function preloadWorkspace(): void {
  for (const part of [Workspace, RoomsHome, RoomPage]) part.preload();
}

export const LandingPage = lazyPage(() =>
  import('@/features/landing/LandingPage').then((module) => module.LandingPage),
);
export const LoginPage = lazyPage(() => import('@/features/auth/LoginPage').then((module) => module.LoginPage));
export const SignUpPage = lazyPage(() => import('@/features/auth/SignUpPage').then((module) => module.SignUpPage));
export const DiscoverPage = lazyPage(() =>
  import('@/features/rooms/DiscoverPage').then((module) => module.DiscoverPage),
);
export const InvitationPage = lazyPage(() =>
  import('@/features/invitations/InvitationPage').then((module) => module.InvitationPage),
);
export const PeoplePage = lazyPage(() => import('@/features/people/PeoplePage').then((module) => module.PeoplePage));
export const SearchPage = lazyPage(() => import('@/features/search/SearchPage').then((module) => module.SearchPage));
export const ThreadsPage = lazyPage(() =>
  import('@/features/threads/ThreadsPage').then((module) => module.ThreadsPage),
);
export const LaterPage = lazyPage(() => import('@/features/later/LaterPage').then((module) => module.LaterPage));
export const SettingsPage = lazyPage(() =>
  import('@/features/settings/SettingsPage').then((module) => module.SettingsPage),
);
