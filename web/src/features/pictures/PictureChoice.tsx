import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { PictureDialog } from './PictureDialog';

interface PictureChoiceProps {
  /** Whose picture it is, as the heading where its square is chosen. */
  title: string;
  /** What is shown now. */
  avatar: ReactNode;
  /** Whether a picture is shown now, and not what is generated. */
  pictured: boolean;
  onShow: (file: Uint8Array<ArrayBuffer>) => Promise<void>;
  onRemove: () => Promise<void>;
  /** What stands beside it. */
  children?: ReactNode;
}

/** The picture of somebody or of a room: to choose another, or none. */
export function PictureChoice({ title, avatar, pictured, onShow, onRemove, children }: PictureChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const read = useMutation({ mutationFn: (file: File) => createImageBitmap(file), onSuccess: setPicture });
  const remove = useMutation({ mutationFn: onRemove });

  const close = () => {
    picture?.close();
    setPicture(null);
  };

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-4">
        {avatar}
        <div className="min-w-0 flex-1">
          {children}
          <div className="flex flex-wrap gap-2">
            <input
              ref={input}
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
              {pictured ? 'Change picture' : 'Upload a picture'}
            </Button>
            {pictured && (
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
      {picture !== null && <PictureDialog title={title} picture={picture} onShow={onShow} onClose={close} />}
    </div>
  );
}
