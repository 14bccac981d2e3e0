import type { Call } from '@/features/markdown/names';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';

interface EveryoneDialogProps {
  call: Call;
  count: number;
  room: string;
  onSend: () => void;
  onClose: () => void;
}

/** Asks before very many people are called at once. */
export function EveryoneDialog({ call, count, room, onSend, onClose }: EveryoneDialogProps) {
  return (
    <Dialog title={call === 'here' ? 'Call who is here?' : `Call ${count.toLocaleString()} people?`} onClose={onClose}>
      <div className="flex flex-col gap-4 px-6 pt-3 pb-6">
        <p className="text-sm text-ink-2">
          {call === 'here'
            ? `This message mentions everybody who is at a device now, of the ${count.toLocaleString()} people in ${room}.`
            : `This message mentions everybody in ${room}, in all their time zones.`}
        </p>
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Go back</Button>
          <Button variant="primary" onClick={onSend}>
            Send
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
