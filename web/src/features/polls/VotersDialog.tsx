import type { Message, Poll } from '@/features/chat/model';
import { AnsweringPeople } from '@/features/people/AnsweringPeople';
import { Dialog } from '@/ui/Dialog';
import { useVoters } from './usePoll';

/** Who has answered what. */
export function VotersDialog({ message, poll, onClose }: { message: Message; poll: Poll; onClose: () => void }) {
  return (
    <Dialog title="Who answered what" onClose={onClose}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="flex min-h-0 flex-col gap-5 overflow-y-auto px-6 pt-3 pb-6 -outline-offset-2">
        {poll.options.map(({ text, count }, index) => (
          <section key={index}>
            <h3 className="mb-1.5 flex gap-2 text-sm font-semibold wrap-anywhere">
              {text}
              <span className="text-ink-3 tabular-nums">{count}</span>
            </h3>
            {count > 0 && <Voters message={message} option={index} />}
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Voters({ message, option }: { message: Message; option: number }) {
  return <AnsweringPeople list={useVoters(message, option)} />;
}
