import { createBrowserRouter } from 'react-router';
import { MembersOnly } from '@/features/guests/MembersOnly';
import { SignedOutOnly } from './SignedOutOnly';
import { NotFoundPage } from './NotFoundPage';
import { RouteError } from './RouteError';
import { ServerErrorPage } from './ServerErrorPage';
import { SignedInOnly } from './SignedInOnly';
import { Splash } from './Splash';

/** Every address of the client. The chat itself is loaded when somebody is signed in. */
export const router = createBrowserRouter([
  {
    errorElement: <RouteError />,
    hydrateFallbackElement: <Splash />,
    children: [
      {
        element: <SignedOutOnly />,
        children: [
          {
            path: '/',
            lazy: () =>
              import('@/features/landing/LandingPage').then(({ LandingPage }) => ({ Component: LandingPage })),
          },
          {
            path: '/login',
            lazy: () => import('@/features/auth/LoginPage').then(({ LoginPage }) => ({ Component: LoginPage })),
          },
          {
            path: '/signup',
            lazy: () => import('@/features/auth/SignUpPage').then(({ SignUpPage }) => ({ Component: SignUpPage })),
          },
        ],
      },
      {
        element: <SignedInOnly />,
        children: [
          {
            lazy: () => import('./workspace').then(({ Workspace }) => ({ Component: Workspace })),
            children: [
              { path: '/rooms', lazy: () => import('./workspace').then(({ RoomsHome }) => ({ Component: RoomsHome })) },
              {
                path: '/rooms/:roomId/:seq?',
                lazy: () => import('./workspace').then(({ RoomPage }) => ({ Component: RoomPage })),
              },
              {
                element: <MembersOnly />,
                children: [
                  {
                    path: '/discover',
                    lazy: () =>
                      import('@/features/rooms/DiscoverPage').then(({ DiscoverPage }) => ({ Component: DiscoverPage })),
                  },
                ],
              },
              {
                path: '/invite/:token',
                lazy: () =>
                  import('@/features/invitations/InvitationPage').then(({ InvitationPage }) => ({
                    Component: InvitationPage,
                  })),
              },
              {
                path: '/people',
                lazy: () =>
                  import('@/features/people/PeoplePage').then(({ PeoplePage }) => ({ Component: PeoplePage })),
              },
              {
                path: '/search',
                lazy: () =>
                  import('@/features/search/SearchPage').then(({ SearchPage }) => ({ Component: SearchPage })),
              },
              {
                path: '/threads',
                lazy: () =>
                  import('@/features/threads/ThreadsPage').then(({ ThreadsPage }) => ({ Component: ThreadsPage })),
              },
              {
                path: '/later',
                lazy: () => import('@/features/later/LaterPage').then(({ LaterPage }) => ({ Component: LaterPage })),
              },
              {
                path: '/settings',
                lazy: () =>
                  import('@/features/settings/SettingsPage').then(({ SettingsPage }) => ({ Component: SettingsPage })),
              },
            ],
          },
        ],
      },
      { path: '/500', element: <ServerErrorPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
