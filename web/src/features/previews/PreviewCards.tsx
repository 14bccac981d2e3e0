import { X } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import type { LinkPreview, Message } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import { removeLinkPreviews } from '@/rpc/previewApi';
import { toProblem } from '@/rpc/problem';
import { IconButton } from '@/ui/IconButton';
import { Notice } from '@/ui/Notice';
import { useShowPreviews } from './useShowPreviews';

interface PreviewCardsProps {
  message: Message;
  /** Whether the person may take them off. */
  removable: boolean;
}

/** What the pages say of themselves that a message links to. */
export function PreviewCards({ message, removable }: PreviewCardsProps) {
  const shown = useShowPreviews();
  const remove = useMutation({
    mutationFn: () => session.withToken((token) => removeLinkPreviews(token, message.roomId, message.id)),
  });
  if (!shown) return null;
  return (
    <div role="group" aria-label="Previews of links" className="mt-1 flex w-full max-w-lg flex-col gap-1.5">
      {message.previews.map((preview, index) => (
        <div key={preview.id} className="flex items-start gap-1">
          <PreviewCard preview={preview} />
          {removable && index === 0 && (
            <IconButton
              icon={X}
              label="Remove previews"
              className="size-7! opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
              disabled={remove.isPending}
              onClick={() => remove.mutate()}
            />
          )}
        </div>
      ))}
      {remove.isError && <Notice kind="danger">{toProblem(remove.error).detail}</Notice>}
    </div>
  );
}

function PreviewCard({ preview }: { preview: LinkPreview }) {
  const { id, url, title, description, siteName, pictureVersion } = preview;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      dir="auto"
      className="flex min-w-0 flex-1 gap-3 overflow-hidden rounded-lg border border-line border-l-[3px] border-l-line-strong bg-surface px-3 py-2 hover:border-line-strong hover:bg-hover"
    >
      <span className="flex min-w-0 flex-1 flex-col">
        {siteName !== '' && <span className="truncate text-xs text-ink-3">{siteName}</span>}
        {title !== '' && <span className="line-clamp-2 font-medium wrap-anywhere text-link">{title}</span>}
        {description !== '' && <span className="line-clamp-2 text-sm wrap-anywhere text-ink-2">{description}</span>}
      </span>
      {pictureVersion !== '' && (
        <img
          src={`/previews/${id}/${pictureVersion}`}
          alt=""
          loading="lazy"
          className="size-16 shrink-0 rounded-md bg-sunken object-cover"
        />
      )}
    </a>
  );
}
