import { useParams } from 'react-router';
import { OutsideRoom } from '@/features/rooms/OutsideRoom';
import { useChat } from './chatContext';
import { InsideRoom } from './InsideRoom';
import { RoomSkeleton } from './RoomSkeleton';

export function RoomPage() {
  const { roomId = '' } = useParams();
  const rooms = useChat((state) => state.rooms);
  if (rooms === null) return <RoomSkeleton />;
  const room = rooms[roomId];
  return room === undefined ? <OutsideRoom key={roomId} roomId={roomId} /> : <InsideRoom key={roomId} room={room} />;
}
