import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { centred, MAX_ZOOM, zoomed } from './crop';
import { CropArea } from './CropArea';

interface PictureDialogProps {
  title: string;
  picture: ImageBitmap;
  /** Shows the file that is made of it. */
  onShow: (file: Uint8Array<ArrayBuffer>) => Promise<void>;
  onClose: () => void;
}

/** Where one chooses which square of a picture others see, and shows it. */
export function PictureDialog({ title, picture, onShow, onClose }: PictureDialogProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState(() => centred(picture));
  const show = useMutation({
    mutationFn: async () => onShow(await fileOf(canvas.current)),
    onSuccess: onClose,
  });

  return (
    <Dialog title={title} description="Drag it to where it looks best." onClose={onClose}>
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
