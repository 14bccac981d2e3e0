import type { Person } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { useBlock } from './useBlocking';

/** Asks before somebody is blocked, and says what that does. */
export function BlockDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const block = useBlock(onClose);
  return (
    <Dialog
      title={`Block ${person.displayName}?`}
      description="They are not told, but may notice: what they write to you alone is refused."
      onClose={onClose}
    >
      <div className="flex flex-col gap-4.5 px-6 pt-3 pb-6">
        {block.error !== null && <Notice kind="danger">{toProblem(block.error).detail}</Notice>}
        <ul className="flex list-disc flex-col gap-1.5 pl-5 text-sm text-ink-2">
          <li>
            Neither of you can write in your conversation. It leaves your list, and both of you can still read it.
          </li>
          <li>In rooms that you share, what they say is folded away, and their mentions do not reach you.</li>
          <li>They see neither whether you are there, nor your status, nor what you have read.</li>
          <li>They cannot add you to rooms.</li>
        </ul>
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={block.isPending} onClick={() => block.mutate(person)}>
            Block
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
