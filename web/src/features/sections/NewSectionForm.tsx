import { useEffect, useRef } from 'react';
import { Button } from '@/ui/Button';
import { formText } from '@/ui/formText';
import { TextField } from '@/ui/TextField';
import { MOST_TITLE } from './useSections';

interface NewSectionFormProps {
  busy: boolean;
  onName: (title: string) => void;
}

/** Names a section for a room; it comes by the press of a button, in whose place it is typed. */
export function NewSectionForm({ busy, onName }: NewSectionFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form
      ref={form}
      className="flex items-end gap-2 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        const title = formText(new FormData(event.currentTarget), 'title').trim();
        if (title !== '') onName(title);
      }}
    >
      <div className="min-w-0 flex-1">
        <TextField label="Name of the section" name="title" maxLength={MOST_TITLE} autoComplete="off" required />
      </div>
      <Button type="submit" variant="primary" busy={busy}>
        Make and move
      </Button>
    </form>
  );
}
