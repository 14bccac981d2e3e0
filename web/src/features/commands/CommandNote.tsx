import { CircleAlert, Info, X } from 'lucide-react';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';

interface CommandNoteProps {
  text: string;
  /** Whether it was refused. */
  failed: boolean;
  onClose: () => void;
}

/** What came of a command, which nobody else is told. */
export function CommandNote({ text, failed, onClose }: CommandNoteProps) {
  const Icon = failed ? CircleAlert : Info;
  return (
    <div
      role={failed ? 'alert' : 'status'}
      className={cx(
        'mx-3 mb-1.5 flex animate-rise items-center gap-2 rounded-md py-0.5 pr-1 pl-3 text-sm sm:mx-5',
        failed ? 'bg-danger-soft text-danger' : 'bg-sunken text-ink-2',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
      <IconButton icon={X} label="Close" className="size-8!" onClick={onClose} />
    </div>
  );
}
