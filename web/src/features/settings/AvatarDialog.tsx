import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { session } from '@/rpc/browserSession';
import { toProblem } from '@/rpc/problem';
import { setAvatar } from '@/rpc/usersApi';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { centred, MAX_ZOOM, zoomed } from './crop';
import { CropArea } from './CropArea';

/** Where one chooses which square of a picture others see, and shows it. */
export function AvatarDialog({ picture, onClose }: { picture: ImageBitmap; onClose: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState(() => centred(picture));
  const show = useMutation({
    mutationFn: async () => {
      const file = await fileOf(canvas.current);
      return session.withToken((token) => setAvatar(token, file));
    },
    onSuccess: (user) => {
      session.updateUser(user);
      onClose();
    },
  });

  return (
    <Dialog title="Your picture" description="Drag it to where it looks best." onClose={onClose}>
      <div className="flex flex-col gap-4 px-6 pt-4 pb-6">
        {show.error !== null && <Notice kind="danger">{toProblem(show.error).detail}</Notice>}
        <CropArea picture={picture} crop={crop} onChange={setCrop} canvas={canvas} />
        <label className="flex items-center gap-3 text-sm font-medium">
          Zoom
          <input
            type="range"
            min={1}
            max={MAX_ZOOM}
            step={0.05}
            value={crop.zoom}
            className="flex-1 accent-accent"
            onChange={(event) => setCrop(zoomed(picture, crop, event.target.valueAsNumber))}
          />
        </label>
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={show.isPending} onClick={() => show.mutate()}>
            Use this picture
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** What is drawn as a small file; a browser that does not write WebP writes PNG instead. */
async function fileOf(canvas: HTMLCanvasElement | null): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas?.toBlob(resolve, 'image/webp', 0.9));
  if (blob === null) throw new Error('The browser made no file of the picture.');
  return new Uint8Array(await blob.arrayBuffer());
}
