import { PictureChoice } from '@/features/pictures/PictureChoice';
import type { User } from '@/gen/parley/v1/users_pb';
import { session } from '@/rpc/browserSession';
import { deleteAvatar, setAvatar } from '@/rpc/usersApi';
import { Avatar } from '@/ui/Avatar';

/** The picture that one shows: to choose another, or none. */
export function AvatarChoice({ me }: { me: User }) {
  const take = (answer: Promise<User>) => answer.then((user) => session.updateUser(user));
  return (
    <PictureChoice
      title="Your picture"
      avatar={<Avatar person={me} size="lg" />}
      pictured={me.avatarVersion !== ''}
      onShow={(file) => take(session.withToken((token) => setAvatar(token, file)))}
      onRemove={() => take(session.withToken(deleteAvatar))}
    >
      <p className="font-medium">@{me.username}</p>
      <p className="mb-2 text-sm wrap-anywhere text-ink-3">{me.email}</p>
    </PictureChoice>
  );
}
