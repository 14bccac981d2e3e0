import { timestampMs } from '@bufbuild/protobuf/wkt';
import { useQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { listEdits } from '@/rpc/chatApi';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { Spinner } from '@/ui/Spinner';
import { FormerText } from './FormerText';
import type { Message } from './model';

/** What a message says and what it said before, the latest first. */
export function EditHistoryDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { id, roomId, changeSeq } = message;
  const edits = useQuery({
    queryKey: ['edits', id, changeSeq],
    queryFn: () => session.withToken((token) => listEdits(token, roomId, id)),
  });
  const times = edits.data?.map(({ time }) => (time === undefined ? message.time : timestampMs(time))) ?? [];
  return (
    <Dialog title="What it said before" description={`${message.sender.displayName} edited this.`} onClose={onClose}>
      <div className="flex max-h-[60dvh] flex-col gap-4 overflow-y-auto px-6 pt-4 pb-6">
        <div className="order-2 flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
        {edits.isPending && (
          <p role="status" className="flex items-center gap-2 py-4 text-sm text-ink-2">
            <Spinner /> Loading
          </p>
        )}
        {edits.error !== null && <Notice kind="danger">{toProblem(edits.error).detail}</Notice>}
        {edits.data !== undefined && (
          <ol className="flex flex-col gap-3">
            <FormerText label="Now" text={message.text} time={times[0] ?? message.time} />
            {edits.data.map(({ formerText }, index) => (
              <FormerText
                key={times[index]}
                label={index === edits.data.length - 1 ? 'At first' : 'Then'}
                text={formerText}
                // It was said when the one before it was replaced.
                time={times[index + 1] ?? message.time}
              />
            ))}
          </ol>
        )}
      </div>
    </Dialog>
  );
}
