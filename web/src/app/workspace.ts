// What a signed-in person sees first, as one chunk. Other pages are loaded when somebody goes there.
export { RoomPage } from '@/features/chat/RoomPage';
export { RoomsHome } from '@/features/rooms/RoomsHome';
export { Workspace } from '@/features/rooms/Workspace';
