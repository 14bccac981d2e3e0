import { CheckCircle2, CheckSquare2, Circle, Square, Users } from 'lucide-react';
import { useState } from 'react';
import { VotersDialog } from '@/features/opened';
import { useMe } from '@/features/auth/useSession';
import type { Message, Poll, Room } from '@/features/chat/model';
import { may } from '@/features/chat/powers';
import { dayTime, fullTime } from '@/features/chat/times';
import { useReactors } from '@/features/reactions/useReactors';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Notice } from '@/ui/Notice';
import { Tooltip } from '@/ui/Tooltip';
import { usePast } from '@/ui/usePast';
import { useClosePoll, useVote } from './usePoll';

interface PollViewProps {
  message: Message;
  poll: Poll;
  room: Room;
  /** Whether one can answer at the moment. */
  live: boolean;
}

/** What a message asks, what was answered, and one's own answer. */
export function PollView({ message, poll, room, live }: PollViewProps) {
  const me = useMe();
  const names = useReactors(room);
  const vote = useVote(message, poll);
  const close = useClosePoll(message);
  const [showVoters, setShowVoters] = useState(false);
  const closed = usePast(poll.closeTime);
  const { options, multiple, anonymous, closeTime, voterCount } = poll;
  const { own } = vote;
  const mine = message.sender.id === me?.id || may(room, 'DELETE_MESSAGES');
  const failed = vote.error ?? close.error;

  const choose = (index: number) => {
    const others = multiple ? own.filter((each) => each !== index) : [];
    vote.cast(own.includes(index) ? others : [...others, index].sort((one, other) => one - other));
  };

  return (
    <div role="group" aria-label="Poll" className="mt-1.5 mb-1 flex w-full max-w-lg flex-col gap-1.5">
      {options.map((option, index) => {
        const chosen = own.includes(index);
        const share = voterCount === 0 ? 0 : option.count / voterCount;
        const Icon = multiple ? (chosen ? CheckSquare2 : Square) : chosen ? CheckCircle2 : Circle;
        const who = anonymous || option.count === 0 ? '' : names({ emoji: '', ...option });
        const button = (
          <button
            key={index}
            type="button"
            aria-pressed={chosen}
            disabled={closed || !live}
            onClick={() => choose(index)}
            className={cx(
              'relative flex min-h-10 items-center gap-2.5 overflow-hidden rounded-lg border px-3 py-1.5 text-left transition-colors',
              chosen ? 'border-accent' : 'border-line enabled:hover:border-line-strong',
            )}
          >
            <span
              aria-hidden
              className={cx(
                'absolute inset-y-0 left-0 transition-[width] duration-300 motion-reduce:transition-none',
                chosen ? 'bg-accent-soft' : 'bg-sunken',
              )}
              style={{ width: `${share * 100}%` }}
            />
            <Icon aria-hidden className={cx('relative size-4 shrink-0', chosen ? 'text-accent' : 'text-ink-3')} />
            <span dir="auto" className="relative min-w-0 flex-1 wrap-anywhere">
              {option.text}
            </span>
            <span className="relative shrink-0 text-sm text-ink-2 tabular-nums">
              {option.count}
              <span className="sr-only"> {option.count === 1 ? 'vote' : 'votes'}</span>
            </span>
          </button>
        );
        return who === '' ? (
          button
        ) : (
          <Tooltip key={index} label={who}>
            {button}
          </Tooltip>
        );
      })}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
        <span>
          {voterCount === 1 ? '1 person has answered' : `${voterCount} people have answered`}
          {anonymous && ', anonymously'}
          {multiple && !closed && '; choose as many as you like'}
        </span>
        {closeTime !== null && (
          <time dateTime={new Date(closeTime).toISOString()} title={fullTime(closeTime)}>
            {closed ? 'Closed' : `Closes ${dayTime(closeTime)}`}
          </time>
        )}
        {!anonymous && voterCount > 0 && (
          <Button variant="quiet" size="sm" className="-my-1 h-7! px-2!" onClick={() => setShowVoters(true)}>
            <Users aria-hidden className="size-3.5" />
            Who answered what
          </Button>
        )}
        {mine && !closed && live && (
          <Button
            variant="quiet"
            size="sm"
            className="-my-1 h-7! px-2!"
            busy={close.isPending}
            onClick={() => close.mutate()}
          >
            Close the poll
          </Button>
        )}
      </div>
      {failed !== null && <Notice kind="danger">{toProblem(failed).detail}</Notice>}
      {showVoters && <VotersDialog message={message} poll={poll} onClose={() => setShowVoters(false)} />}
    </div>
  );
}
