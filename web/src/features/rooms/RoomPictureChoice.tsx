import type { Room } from '@/features/chat/model';
import { PictureChoice } from '@/features/pictures/PictureChoice';
import { session } from '@/rpc/browserSession';
import { deleteRoomAvatar, setRoomAvatar } from '@/rpc/chatApi';
import { RoomAvatar } from './RoomAvatar';

/** The picture of a room, which is shown or removed at once; the room's log brings it to every page. */
export function RoomPictureChoice({ room }: { room: Room }) {
  return (
    <PictureChoice
      title="Picture of the room"
      avatar={<RoomAvatar room={room} size="lg" />}
      pictured={room.avatarVersion !== ''}
      onShow={(file) => session.withToken((token) => setRoomAvatar(token, room.id, file))}
      onRemove={() => session.withToken((token) => deleteRoomAvatar(token, room.id))}
    />
  );
}
