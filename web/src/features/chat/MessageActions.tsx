import {
  AlarmClockPlus,
  Ban,
  Bookmark,
  BookmarkX,
  CircleCheck,
  Copy,
  Forward,
  Link,
  MailOpen,
  MessageSquareReply,
  MoreHorizontal,
  Pencil,
  Pin,
  PinOff,
  Quote,
  SmilePlus,
  Trash2,
  Users,
} from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { EmojiPicker } from '@/features/opened';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { Menu, type MenuItem } from '@/ui/Menu';
import { CopiedNote } from './CopiedNote';
import { Glyph } from '@/features/emoji/Glyph';
import { recentEmoji, usedEmoji } from '@/features/emoji/recentEmoji';

interface MessageActionsProps {
  /** Whether messages can be changed at the moment. */
  live: boolean;
  /** Whether the person is at the message, by the mouse or the focus. */
  near: boolean;
  text: string;
  /** Where the message is to be found. */
  link: string;
  /** What the person may do; nothing but marking as unread where the message is deleted. */
  onReact?: (emoji: string) => void;
  /** Shows who has reacted. */
  onReactors?: () => void;
  onEdit?: () => void;
  /** Opens the thread, to reply in it. */
  onReply?: () => void;
  onQuote?: () => void;
  onForward?: () => void;
  /** Pins it, or takes the pin away. */
  onPin?: { readonly pinned: boolean; readonly run: () => void };
  /** Saves it for later, or forgets that. */
  onSave?: { readonly saved: boolean; readonly run: () => void };
  /** Asks when to be reminded of it. */
  onRemind?: () => void;
  onDelete?: () => void;
  onMarkUnread: () => void;
  /** Blocks who said it, or ends that; absent where it is one's own. */
  onBlock?: { readonly name: string; readonly blocked: boolean; readonly run: () => void };
}

/** How many emoji are a single click away. */
const QUICK = 3;

/**
 * What can be done with a message: shown on hover and focus; on a touch screen, behind one button that is always there. The
 * other buttons are most of what a message costs to draw, and come when the person does.
 */
export function MessageActions(props: MessageActionsProps) {
  const { live, near, text, link, onReact, onEdit, onReply, onQuote, onForward, onPin, onSave, onRemind, onDelete } =
    props;
  const { onReactors, onMarkUnread, onBlock } = props;
  const [pickedAt, setPickedAt] = useState<DOMRect | null>(null);
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState<string | null>(null);
  // Chosen once: they must not change places under the mouse.
  const [quick] = useState(() => recentEmoji().slice(0, QUICK));
  const offline = live ? undefined : 'Not while you are offline';
  const openPicker = (element: Element | null) => setPickedAt(element?.getBoundingClientRect() ?? null);
  const fromMenu = () => openPicker(document.querySelector('[data-actions-open]'));
  const items: MenuItem[] = [
    ...(onReact === undefined
      ? []
      : [{ label: 'React', icon: SmilePlus, shortcut: '+', disabled: !live, onSelect: fromMenu }]),
    ...(onReactors === undefined
      ? []
      : [{ label: 'Who reacted', icon: Users, shortcut: 'W', disabled: !live, onSelect: onReactors }]),
    ...(onEdit === undefined
      ? []
      : [{ label: 'Edit', icon: Pencil, shortcut: 'E', disabled: !live, onSelect: onEdit }]),
    ...(onReply === undefined
      ? []
      : [{ label: 'Reply in thread', icon: MessageSquareReply, shortcut: 'R', onSelect: onReply }]),
    ...(onQuote === undefined ? [] : [{ label: 'Quote', icon: Quote, shortcut: 'Q', onSelect: onQuote }]),
    ...(onForward === undefined ? [] : [{ label: 'Forward…', icon: Forward, shortcut: 'F', onSelect: onForward }]),
    ...(onPin === undefined
      ? []
      : [
          {
            label: onPin.pinned ? 'Unpin' : 'Pin',
            icon: onPin.pinned ? PinOff : Pin,
            shortcut: 'P',
            disabled: !live,
            onSelect: onPin.run,
          },
        ]),
    ...(onSave === undefined
      ? []
      : [
          {
            label: onSave.saved ? 'Remove from saved' : 'Save for later',
            icon: onSave.saved ? BookmarkX : Bookmark,
            shortcut: 'S',
            disabled: !live,
            onSelect: onSave.run,
          },
        ]),
    ...(onRemind === undefined
      ? []
      : [{ label: 'Remind me…', icon: AlarmClockPlus, shortcut: 'M', disabled: !live, onSelect: onRemind }]),
    { label: 'Mark as unread', icon: MailOpen, shortcut: 'U', disabled: !live, onSelect: onMarkUnread },
    ...('clipboard' in navigator ? copying(link, text, setCopied) : []),
    ...(onBlock === undefined
      ? []
      : [
          {
            label: `${onBlock.blocked ? 'Unblock' : 'Block'} ${onBlock.name}`,
            icon: onBlock.blocked ? CircleCheck : Ban,
            danger: !onBlock.blocked,
            disabled: !live,
            onSelect: onBlock.run,
          },
        ]),
    ...(onDelete === undefined
      ? []
      : [{ label: 'Delete', icon: Trash2, danger: true, shortcut: 'Del', disabled: !live, onSelect: onDelete }]),
  ];
  /** While the focus is on one of the buttons, each action is one key away. */
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isOwnButton(event)) return;
    const key = event.key === 'Delete' ? 'Del' : event.key.toUpperCase();
    const item = items.find(({ shortcut, disabled }) => shortcut === key && disabled !== true);
    if (item === undefined) return;
    event.preventDefault();
    if (key === '+') openPicker(event.currentTarget);
    else item.onSelect();
  };
  return (
    // The keys are those of the buttons within.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label="Actions"
      onKeyDown={onKeyDown}
      data-actions-open={open || pickedAt !== null || copied !== null ? '' : undefined}
      className={cx(
        'absolute -top-3 right-4 flex items-center rounded-md border border-line bg-raised opacity-0 shadow-sm focus-within:opacity-100 group-hover/row:opacity-100 data-actions-open:opacity-100',
        'pointer-coarse:top-0 pointer-coarse:right-1 pointer-coarse:border-transparent pointer-coarse:bg-transparent pointer-coarse:opacity-100 pointer-coarse:shadow-none',
      )}
    >
      {near && onReact !== undefined && (
        <span className="flex items-center pointer-coarse:hidden">
          {quick.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={`React with ${emoji}`}
              title={offline}
              disabled={!live}
              onClick={() => {
                usedEmoji(emoji);
                onReact(emoji);
              }}
              className="inline-flex size-7 items-center justify-center rounded-md font-emoji text-base leading-none hover:bg-hover disabled:opacity-50"
            >
              <Glyph emoji={emoji} />
            </button>
          ))}
          <IconButton
            icon={SmilePlus}
            label={offline ?? 'React'}
            className="size-7!"
            disabled={!live}
            onClick={(event) => openPicker(event.currentTarget)}
          />
          {onReply !== undefined && (
            <IconButton icon={MessageSquareReply} label="Reply in thread" className="size-7!" onClick={onReply} />
          )}
          {onEdit !== undefined && (
            <IconButton icon={Pencil} label={offline ?? 'Edit'} className="size-7!" disabled={!live} onClick={onEdit} />
          )}
        </span>
      )}
      <Menu
        open={open}
        onOpenChange={setOpen}
        header={offline === undefined ? undefined : <p className="text-sm text-ink-2">{offline}.</p>}
        trigger={
          <button
            type="button"
            aria-label="More actions"
            className="inline-flex size-7 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-9 pointer-coarse:text-ink-3"
          >
            <MoreHorizontal aria-hidden className="size-[1.125rem]" strokeWidth={1.9} />
          </button>
        }
        items={items}
      />
      {copied !== null && <CopiedNote what={copied} onEnd={() => setCopied(null)} />}
      {pickedAt !== null && onReact !== undefined && (
        <EmojiPicker anchor={pickedAt} onPick={onReact} onClose={() => setPickedAt(null)} />
      )}
    </div>
  );
}

/** Whether a key was pressed on one of the buttons themselves, not in what they have opened. */
function isOwnButton({ target, currentTarget }: KeyboardEvent<HTMLDivElement>): boolean {
  return target instanceof HTMLButtonElement && target.closest('[role=dialog], [role=group]') === currentTarget;
}

function copying(link: string, text: string, onCopied: (what: string) => void): MenuItem[] {
  const copy = (what: string, copied: string) => () =>
    void navigator.clipboard.writeText(copied).then(() => onCopied(what));
  return [
    { label: 'Copy link', icon: Link, shortcut: 'L', onSelect: copy('Link', link) },
    ...(text === '' ? [] : [{ label: 'Copy text', icon: Copy, shortcut: 'C', onSelect: copy('Text', text) }]),
  ];
}
