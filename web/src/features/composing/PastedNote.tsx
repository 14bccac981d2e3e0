import { X } from 'lucide-react';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';

const LONG_LINES = 10;
const LONG_CHARACTERS = 1_500;

/** Whether what is pasted reads better as a snippet. */
export function isLongPaste(text: string): boolean {
  // What has blocks of code already is no program.
  return !text.includes('```') && (text.length >= LONG_CHARACTERS || text.split('\n').length >= LONG_LINES);
}

interface PastedNoteProps {
  text: string;
  onSnippet: () => void;
  onClose: () => void;
}

/** Offers to make a snippet of what was pasted. */
export function PastedNote({ text, onSnippet, onClose }: PastedNoteProps) {
  const lines = text.split('\n').length;
  return (
    <div className="flex items-center gap-2 border-b border-line pb-1 pl-2.5 text-sm text-ink-2">
      <span role="status" className="min-w-0 flex-1 truncate">
        {lines === 1 ? `${text.length.toLocaleString()} characters pasted.` : `${lines} lines pasted.`}
      </span>
      <Button size="sm" variant="quiet" onClick={onSnippet}>
        Make it a snippet
      </Button>
      <IconButton icon={X} label="Keep it as text" className="size-8!" onClick={onClose} />
    </div>
  );
}
