import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import type { User } from '@/gen/parley/v1/users_pb';
import { session } from '@/rpc/browserSession';
import { toProblem } from '@/rpc/problem';
import { deleteAvatar } from '@/rpc/usersApi';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { AvatarDialog } from './AvatarDialog';

/** The picture that one shows: to choose another, or none. */
export function AvatarChoice({ me }: { me: User }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const read = useMutation({ mutationFn: (file: File) => createImageBitmap(file), onSuccess: setPicture });
  const remove = useMutation({
    mutationFn: () => session.withToken(deleteAvatar),
    onSuccess: (user) => session.updateUser(user),
  });

  const close = () => {
    picture?.close();
    setPicture(null);
  };

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        <Avatar person={me} size="lg" />
        <div className="min-w-0 flex-1">
          <p className="font-medium">@{me.username}</p>
          <p className="text-sm wrap-anywhere text-ink-3">{me.email}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <input
              ref={input}
              id={id}
              type="file"
              accept="image/png,image/jpeg,image/webp"
              aria-label="Picture file"
              tabIndex={-1}
              className="sr-only"
              onChange={(event) => {
                const file = event.target.files?.[0];
                // The same file may be chosen again.
                event.target.value = '';
                if (file !== undefined) read.mutate(file);
              }}
            />
            <Button size="sm" busy={read.isPending} onClick={() => input.current?.click()}>
              {me.avatarVersion === '' ? 'Upload a picture' : 'Change picture'}
            </Button>
            {me.avatarVersion !== '' && (
              <Button size="sm" busy={remove.isPending} onClick={() => remove.mutate()}>
                Remove picture
              </Button>
            )}
          </div>
        </div>
      </div>
      {read.isError && (
        <Notice kind="danger">
          This file is no picture that the browser can read. Choose a PNG, JPEG or WebP file.
        </Notice>
      )}
      {remove.error !== null && <Notice kind="danger">{toProblem(remove.error).detail}</Notice>}
      {picture !== null && <AvatarDialog picture={picture} onClose={close} />}
    </div>
  );
}
