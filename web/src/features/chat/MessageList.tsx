import { useLayoutEffect, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { cx } from '@/ui/cx';
import { betweenMessages } from './betweenMessages';
import { BeginningRow } from './BeginningRow';
import { BlockedRow } from './BlockedRow';
import { DayRow } from './DayRow';
import { useEditing } from './editing';
import { JumpToNewest } from './JumpToNewest';
import { JumpToUnread } from './JumpToUnread';
import { MessageRow } from './MessageRow';
import type { Older, Room } from './model';
import { NewLine } from './NewLine';
import { PagesNote } from './PagesNote';
import type { Row } from './rows';
import { SystemRow } from './SystemRow';
import { isAtEnd, isChangedAbove, isNearBottom, isNearTop, scrolled, type ScrollPosition } from './scrollPosition';
import { SeenBy } from './SeenBy';
import { useThreadShown } from './threadShown';
import { useLooking } from './useLooking';
import { useSeenBy } from './useSeenBy';
import type { Target } from './useTarget';

interface MessageListProps {
  room: Room;
  /** What it is called, for people who hear the page. */
  label: string;
  rows: readonly Row[];
  older: Older;
  /** What is known of messages after these; none where these are the end of the room. */
  newer: Older;
  /** What is to be brought into view. */
  target: Target | undefined;
  /** How many messages were new to the person when they came. */
  unread: number;
  live: boolean;
  onLoadOlder: () => void;
  onLoadNewer: () => void;
  /** The person wants to see the first of what is new, which is not at hand. */
  onToNew: () => void;
  /** The person wants to see the end of the room, which these are not. */
  onToEnd: () => void;
}

/** The messages of a room or of a thread; give it a new `key` where others are to be shown. Draws only what is in view, holds its place, stays at the end. */
export function MessageList(props: MessageListProps) {
  const { room, label, rows, older, newer, target, unread, live, onLoadOlder, onLoadNewer, onToNew, onToEnd } = props;
  const complete = newer === 'none';
  /** A message that is not there leads nowhere. */
  const [beginsAtEnd] = useState(() => complete && (target === undefined || !rows.some((row) => isAt(row, target))));
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const position = useRef<ScrollPosition>({ offset: 0, atEnd: beginsAtEnd });
  const [atEnd, setAtEnd] = useState(beginsAtEnd);
  const thread = useThreadShown();
  useLooking(room.id, thread, atEnd);
  // What others have read is known of rooms alone.
  const seen = useSeenBy(thread === null ? room.id : '');
  const newest = newestSeq(rows);
  /** The newest message when the list was last at its end: what came after is new. */
  const [passed, setPassed] = useState(newest);
  /** Whether they reached to the end of the room until now: pages that lead there are none that came. */
  const [reached, setReached] = useState(complete);
  const [shown, setShown] = useState(rows);
  const [changedAbove, setChangedAbove] = useState(false);

  if (shown !== rows) {
    setChangedAbove(isChangedAbove(shown, rows));
    setShown(rows);
  }
  if ((atEnd || !reached) && passed !== newest) setPassed(newest);
  if (reached !== complete) setReached(complete);

  const toEnd = () => {
    position.current = { ...position.current, atEnd: true };
    list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
  };

  // What one sends oneself is always shown.
  const sending = rows.at(-1)?.kind === 'message' && 'entry' in (rows.at(-1) ?? {}) ? rows.at(-1)?.key : undefined;
  useLayoutEffect(() => {
    if (sending !== undefined) position.current = { ...position.current, atEnd: true };
  }, [sending]);

  useLayoutEffect(() => {
    if (position.current.atEnd) list.current?.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [rows]);

  // What is being edited is in view, also where it was begun from the composer.
  const { messageId: edited } = useEditing();
  const broughtIn = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (edited === broughtIn.current) return;
    broughtIn.current = edited;
    const index = rows.findIndex((row) => row.kind === 'message' && row.message?.id === edited);
    if (edited !== null && index >= 0) list.current?.scrollToIndex(index, { align: 'nearest' });
  }, [edited, rows]);

  // Somebody was led to a message: once, for then it is theirs to scroll.
  const ledTo = useRef<Target>(undefined);
  useLayoutEffect(() => {
    if (target === undefined || ledTo.current === target) return;
    const index = rows.findIndex((row) => isAt(row, target));
    if (index < 0) return;
    ledTo.current = target;
    position.current = { ...position.current, atEnd: false };
    list.current?.scrollToIndex(index, { align: 'center' });
  }, [target, rows]);

  const lineAt = rows.findIndex((row) => row.kind === 'new');
  const [lineAbove, setLineAbove] = useState(false);
  const [lineSeen, setLineSeen] = useState(unread === 0);
  const jumps = !lineSeen && complete && target === undefined && (lineAt < 0 ? older !== 'none' : lineAbove);
  const toLine = () => {
    setLineSeen(true);
    if (lineAt < 0) {
      onToNew();
      return;
    }
    position.current = { ...position.current, atEnd: false };
    list.current?.scrollToIndex(lineAt, { align: 'start' });
  };

  const onScroll = () => {
    const handle = list.current;
    if (handle === null) return;
    const viewport = { offset: handle.scrollOffset, scrollSize: handle.scrollSize, viewportSize: handle.viewportSize };
    position.current = complete ? scrolled(position.current, viewport) : { offset: viewport.offset, atEnd: false };
    // On its way to the end the list passes what nobody has seen.
    if (lineAt >= 0 && (!position.current.atEnd || isAtEnd(viewport))) {
      const above = lineAt < handle.findItemIndex(viewport.offset);
      setLineAbove(above);
      if (!above) setLineSeen(true);
    }
    setAtEnd(position.current.atEnd);
    if (older === 'more' && isNearTop(viewport)) onLoadOlder();
    if (newer === 'more' && isNearBottom(viewport)) onLoadNewer();
  };

  const unseen = rows.reduce((sum, row) => sum + (row.kind === 'message' && (row.seq ?? 0) > passed ? 1 : 0), 0);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // Scrolling brings lines in and out: what is new is announced apart, by NewMessageAnnouncer.
        aria-live="off"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onKeyDownCapture={betweenMessages}
        className="flex h-full flex-col overflow-y-auto overscroll-contain [overflow-anchor:none] -outline-offset-2"
      >
        {/* Few messages stand at the bottom, near the composer. */}
        <div className="flex-1" />
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          shift={changedAbove}
          onScroll={onScroll}
          onResize={() => position.current.atEnd && toEnd()}
        >
          {rows.map((row, index) => (
            <div
              key={row.key}
              className={cx(
                index === rows.length - 1 && 'pb-3',
                typeof target === 'number' &&
                  isAt(row, target) &&
                  'bg-warning-soft/60 shadow-[inset_3px_0_0_var(--color-warning)]',
              )}
            >
              {draw(row, room, live)}
              {seen !== null && row.kind === 'message' && row.seq === seen.seq && (
                <SeenBy room={room} userIds={seen.userIds} />
              )}
            </div>
          ))}
        </Virtualizer>
      </div>
      {jumps && <JumpToUnread count={unread} onJump={toLine} onDismiss={() => setLineSeen(true)} />}
      <PagesNote which="earlier" state={older} onRetry={onLoadOlder} />
      <PagesNote which="later" state={newer} onRetry={onLoadNewer} />
      {!atEnd && <JumpToNewest unseen={complete ? unseen : 0} onJump={complete ? toEnd : onToEnd} />}
    </div>
  );
}

function draw(row: Row, room: Room, live: boolean) {
  switch (row.kind) {
    case 'beginning':
      return <BeginningRow room={room} />;
    case 'new':
      return <NewLine />;
    case 'day':
      return <DayRow time={row.time} />;
    case 'system':
      return <SystemRow items={row.items} />;
    case 'blocked':
      return <BlockedRow rows={row.rows} room={room} live={live} />;
    case 'message':
      return <MessageRow row={row} room={room} live={live} />;
  }
}

/** Whether a line is where somebody is led to, if folded away with others. */
function isAt(row: Row, target: Target): boolean {
  if (target === 'new') return row.kind === 'new';
  if (row.kind === 'blocked') return row.rows.some((line) => line.seq === target);
  return row.kind === 'message' && row.seq === target;
}

function newestSeq(rows: readonly Row[]): number {
  return rows.reduce((newest, row) => (row.kind === 'message' ? Math.max(newest, row.seq ?? 0) : newest), 0);
}
