import { useState } from 'react';
import { fromField, toField } from '@/features/later/when';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';

interface TimeDialogProps {
  onPick: (time: number) => void;
  onClose: () => void;
}

const HOUR = 3_600_000;

/** A time to be said in a message. */
export function TimeDialog({ onPick, onClose }: TimeDialogProps) {
  const [written, setWritten] = useState(() => toField(Math.ceil(Date.now() / HOUR) * HOUR));
  const time = fromField(written);
  return (
    <Dialog title="Insert a time" description="Everybody sees it by their own clock." onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-6 pt-4 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (time !== null) onPick(time);
        }}
      >
        <TextField
          label="Date and time"
          type="datetime-local"
          hint="In your time zone."
          value={written}
          onChange={(event) => setWritten(event.target.value)}
        />
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={time === null}>
            Insert
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
