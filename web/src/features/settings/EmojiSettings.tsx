import { Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useMe } from '@/features/auth/useSession';
import { useGuest } from '@/features/guests/useGuest';
import { EmojiPicture } from '@/features/emoji/EmojiPicture';
import { useAddEmoji, useCustomEmoji, useRemoveEmoji } from '@/features/emoji/useCustomEmoji';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';

/** The emoji of the installation: what there is, and more. */
export function EmojiSettings() {
  const me = useMe();
  const guest = useGuest();
  const emoji = [...useCustomEmoji().values()];
  const remove = useRemoveEmoji();
  return (
    <div className="flex flex-col gap-4">
      {emoji.length === 0 ? (
        <p className="text-sm text-ink-3">There are none yet.</p>
      ) : (
        <ul
          aria-label="Emoji of this place"
          className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-4 gap-y-1"
        >
          {emoji.map((each) => (
            <li key={each.name} className="flex h-11 min-w-0 items-center gap-2.5">
              <span className="text-2xl leading-none">
                <EmojiPicture emoji={each} />
              </span>
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="truncate font-medium">:{each.name}:</span>
                <span className="truncate text-xs text-ink-3">{each.creator?.displayName}</span>
              </span>
              {each.creator?.id === me?.id && (
                <IconButton
                  icon={Trash2}
                  label={`Remove :${each.name}:`}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(each.name)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {remove.isError && <Notice kind="danger">{toProblem(remove.error).detail}</Notice>}
      {!guest && <AddEmoji />}
    </div>
  );
}

function AddEmoji() {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const add = useAddEmoji();
  const problem = add.isError ? toProblem(add.error) : null;
  const wrongName = problem === null ? undefined : fieldError(problem, 'name');
  return (
    <form
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (file === null) return;
        void file.arrayBuffer().then((bytes) =>
          add.mutate(
            { name, picture: new Uint8Array(bytes) },
            {
              onSuccess: () => {
                setName('');
                setFile(null);
              },
            },
          ),
        );
      }}
    >
      <div className="w-full max-w-xs">
        <TextField
          label="Name"
          hint="Small letters, digits, _, + and -; people write it between colons."
          error={wrongName}
          value={name}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setName(event.target.value.toLowerCase().replace(/[^a-z0-9_+-]/gu, ''))}
        />
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label="Emoji file"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          event.target.value = '';
        }}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="button" size="sm" onClick={() => input.current?.click()}>
          {file === null ? 'Choose a picture' : file.name}
        </Button>
        <Button
          type="submit"
          size="sm"
          variant="primary"
          busy={add.isPending}
          disabled={name.length < 2 || file === null}
        >
          Add emoji
        </Button>
      </div>
      <p className="text-xs text-ink-3">PNG, JPEG, WebP or GIF, up to 128 KB and 512 pixels; it may move.</p>
      {problem !== null && wrongName === undefined && <Notice kind="danger">{problem.detail}</Notice>}
    </form>
  );
}
