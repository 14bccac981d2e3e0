import { Fragment } from 'react';
import { Dialog } from '@/ui/Dialog';
import { Kbd } from '@/ui/Kbd';
import { commandKey } from './commandKey';

const SHORTCUTS: readonly {
  readonly title: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string }[];
}[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: [commandKey('K')], does: 'Jump to a room, a person or a message, or do anything by its name' },
      { keys: ['Alt ↑', 'Alt ↓'], does: 'Go to the room above or below' },
      { keys: ['Alt Shift ↑', 'Alt Shift ↓'], does: 'Go to the next room with something unread' },
      { keys: [commandKey('Shift F')], does: 'Search messages' },
      { keys: ['?'], does: 'Show these shortcuts' },
      { keys: ['Esc'], does: 'Close what is open above the page' },
    ],
  },
  {
    title: 'Messages',
    keys: [
      { keys: ['Tab'], does: 'Go to a message’s actions; there, one key does each:' },
      { keys: ['↑', '↓'], does: 'Go to those of the message above or below' },
      { keys: ['+', 'E', 'Del'], does: 'React, edit, delete' },
      { keys: ['R', 'Q', 'F'], does: 'Reply in thread, quote, forward' },
      { keys: ['P', 'S', 'M'], does: 'Pin, save for later, remind me' },
      { keys: ['L', 'C', 'W'], does: 'Copy the link, copy the text, see who reacted' },
      { keys: ['U'], does: 'Mark it and what follows as unread; also Alt and click' },
      { keys: ['↑'], does: 'In an empty field: edit what you said last' },
    ],
  },
  {
    title: 'Writing',
    keys: [
      { keys: ['Enter'], does: 'Send; within a block of code, begin a line' },
      { keys: ['Shift Enter'], does: 'Begin a line, which goes on with a list' },
      { keys: [commandKey('Enter')], does: 'Send a block of code' },
      { keys: ['@', '#', ':'], does: 'Name a person, a room or an emoji; Enter takes the first' },
      { keys: ['/'], does: 'At the beginning: a command, such as /poll' },
      { keys: [commandKey('B'), commandKey('I')], does: 'Bold, italic' },
      { keys: [commandKey('Shift X'), commandKey('Shift C')], does: 'Struck out, code' },
      { keys: [commandKey('Shift U')], does: 'A link' },
    ],
  },
];

/** What the keyboard can do. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="flex min-h-0 flex-col gap-5 overflow-y-auto px-6 pt-3 pb-6 -outline-offset-2">
        {SHORTCUTS.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="mb-2 text-xs font-semibold text-ink-3">{title}</h3>
            <dl className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-1.5 text-sm">
              {keys.map(({ keys: each, does }) => (
                <Fragment key={does}>
                  <dt>{does}</dt>
                  <dd className="flex gap-1">
                    {each.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
