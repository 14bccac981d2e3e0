import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { MessageText } from './MessageText';

interface DeleteMessageDialogProps {
  text: string;
  onDelete: () => void;
  onClose: () => void;
}

export function DeleteMessageDialog({ text, onDelete, onClose }: DeleteMessageDialogProps) {
  return (
    <Dialog
      title="Delete this message?"
      description="It goes for everybody, with its reactions, and cannot be brought back."
      onClose={onClose}
    >
      <div className="flex flex-col gap-5 px-6 pt-4 pb-6">
        {/* Buttons come first for the keyboard: the dialog begins at the safe one. */}
        <div className="order-2 flex justify-end gap-2.5">
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            onClick={() => {
              onDelete();
              onClose();
            }}
          >
            Delete
          </Button>
        </div>
        <div className="max-h-40 overflow-hidden rounded-md border border-line bg-sunken px-3 py-2 text-ink-2">
          <MessageText text={text} />
        </div>
      </div>
    </Dialog>
  );
}
