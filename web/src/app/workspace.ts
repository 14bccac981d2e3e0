// All that a signed-in person sees, as one chunk.
export { RoomPage } from '@/features/chat/RoomPage';
export { InvitationPage } from '@/features/invitations/InvitationPage';
export { LaterPage } from '@/features/later/LaterPage';
export { PeoplePage } from '@/features/people/PeoplePage';
export { DiscoverPage } from '@/features/rooms/DiscoverPage';
export { RoomsHome } from '@/features/rooms/RoomsHome';
export { Workspace } from '@/features/rooms/Workspace';
export { SearchPage } from '@/features/search/SearchPage';
export { ThreadsPage } from '@/features/threads/ThreadsPage';
export { SettingsPage } from '@/features/settings/SettingsPage';
