import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import * as RadixTooltip from '@radix-ui/react-tooltip';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { ChatContext } from './chatContext';
import { EditingContext, type Editing } from './editing';
import { GRACE, Harness, message as heard, wireRoom } from './engineHarness';
import { MessageRow } from './MessageRow';
import type { Message } from './model';
import type { Role } from './model';
import { OpenThreadContext, type OpenThreadHere } from './openThread';
import type { Row } from './rows';
import { toRoom } from './wire';

vi.mock('@/features/auth/useSession', () => ({ useMe: () => SENDER }));

const SENDER = { id: 'ada', username: 'ada', displayName: 'Ada Lovelace', avatarVersion: '' };

const ROOM = {
  ...toRoom(wireRoom('r', 7)),
  permissions: { DELETE_MESSAGES: 'MODERATOR', SEND_MESSAGES: 'MEMBER', PIN_MESSAGES: 'MEMBER' } as const,
};

type Part = Partial<Extract<Row, { kind: 'message' }>>;

function show(
  part: Part,
  { live = true, role = 'MEMBER', onThread = null }: { live?: boolean; role?: Role; onThread?: OpenThreadHere } = {},
) {
  const { engine } = new Harness();
  const row = {
    kind: 'message',
    key: 'k',
    sender: SENDER,
    text: 'hi',
    time: 1_700_000_000_000,
    first: true,
  } as const;
  const ends: Editing = { messageId: null, begin: vi.fn(), end: vi.fn() };
  const draw = (editing: Editing, drawn = part) => (
    <QueryClientProvider client={new QueryClient()}>
      <RadixTooltip.Provider>
        <ChatContext value={engine}>
          <EditingContext value={editing}>
            <OpenThreadContext value={onThread}>
              <MemoryRouter initialEntries={['/rooms/r']}>
                <MessageRow row={{ ...row, ...drawn }} room={{ ...ROOM, role }} live={live} />
              </MemoryRouter>
            </OpenThreadContext>
          </EditingContext>
        </ChatContext>
      </RadixTooltip.Provider>
    </QueryClientProvider>
  );
  const { rerender } = render(draw(ends));
  return {
    engine,
    ends,
    edit: (messageId: string) => rerender(draw({ ...ends, messageId })),
    now: (changed: Part) => rerender(draw(ends, changed)),
  };
}

/** A message in the room's log. */
function inLog(part: Partial<Message> = {}) {
  const message = { ...heard(7, 'hi'), sender: SENDER, ...part };
  return { seq: 7, text: message.text, message };
}

const entry = { clientId: 'c1', roomId: 'r', text: 'hi', time: 1_700_000_000_000 };

describe('a message', () => {
  it('names its sender and the full time', () => {
    show({});
    expect(screen.getByText('Ada Lovelace')).toBeVisible();
    expect(screen.getByTitle(/2023/)).toHaveAttribute('datetime', '2023-11-14T22:13:20.000Z');
  });

  it('has links that give nothing away', () => {
    show({ text: 'see https://example.com/a, ok' });
    const link = screen.getByRole('link', { name: 'https://example.com/a' });
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
  });

  it('shows markup as the text that it is', () => {
    show({ text: '<img src=x onerror=alert(1)>' });
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it('says that it waits while there is no connection', () => {
    show({ entry: { ...entry, state: 'sending' } }, { live: false });
    expect(screen.getByText('Waiting for the connection')).toBeInTheDocument();
  });

  it('says why it failed, and can be tried again or discarded', async () => {
    const { engine } = show({ entry: { ...entry, state: 'failed', reason: 'Join the room first.' } });
    const retry = vi.spyOn(engine, 'retry');
    const discard = vi.spyOn(engine, 'discard');
    expect(screen.getByText(/Not sent. Join the room first./)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledWith('c1');
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(discard).toHaveBeenCalledWith('c1');
  });

  it('can be marked as unread, in its menu and by Alt and a click', async () => {
    const { engine } = show(inLog());
    const markUnread = vi.spyOn(engine, 'markUnread').mockResolvedValue();
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Mark as unread' }));
    expect(markUnread).toHaveBeenLastCalledWith('r', 7);
    const user = userEvent.setup();
    await user.keyboard('{Alt>}');
    await user.click(screen.getByText('hi'));
    expect(markUnread).toHaveBeenCalledTimes(2);
    await user.keyboard('{/Alt}');
    await user.click(screen.getByText('hi'));
    expect(markUnread).toHaveBeenCalledTimes(2);
  });

  it('opens its thread, where there is a place for that, and leads to what was replied', async () => {
    const onThread = vi.fn();
    const row = inLog({ replies: { count: 2, headOrdinal: 3, lastTime: 1_700_000_000_000, userIds: ['g'] } });
    show(row, { onThread });
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Reply in thread' }));
    expect(onThread).toHaveBeenCalledWith(row.message.id);
    expect(screen.getByRole('link', { name: /2 replies/ })).toHaveAttribute(
      'href',
      `/rooms/r?thread=${row.message.id}`,
    );
  });

  it('that is not in the room’s log yet has no actions', () => {
    show({ entry: { ...entry, state: 'sending' } });
    expect(screen.queryByRole('button', { name: 'More actions' })).toBeNull();
  });
});

describe('what becomes of a message', () => {
  it('is edited and deleted by its sender', async () => {
    const { ends } = show(inLog());
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    await userEvent.hover(screen.getByRole('article'));
    await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
    expect(ends.begin).toHaveBeenCalledExactlyOnceWith('m7');
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    expect(screen.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
  });

  it('has all that can be done with it at hand where the keyboard is', async () => {
    const { ends } = show(inLog());
    await userEvent.tab();
    while (document.activeElement?.getAttribute('aria-label') !== 'More actions') await userEvent.tab();
    await userEvent.tab({ shift: true });
    expect(screen.getByRole('button', { name: 'Edit' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(ends.begin).toHaveBeenCalledExactlyOnceWith('m7');
  });

  it('is not edited by others, and deleted by the room’s owner', async () => {
    show(inLog({ sender: GRACE }), { role: 'MODERATOR' });
    await userEvent.hover(screen.getByRole('article'));
    expect(screen.getByRole('button', { name: 'React' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    expect(screen.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
  });

  it('is saved with Enter and left alone with Escape', async () => {
    const { engine, ends, edit } = show(inLog());
    const save = vi.spyOn(engine, 'edit');
    edit('m7');
    await userEvent.type(screen.getByRole('textbox', { name: 'Edit message' }), '!{Escape}');
    expect(ends.end).toHaveBeenCalledOnce();
    expect(save).not.toHaveBeenCalled();
    await userEvent.type(screen.getByRole('textbox', { name: 'Edit message' }), '{Enter}');
    expect(save).toHaveBeenCalledExactlyOnceWith('r', 'm7', 'hi!');
  });

  it('is deleted, which can be undone for a moment', async () => {
    const held = { id: 'w1', roomId: 'r', messageId: 'm7', wish: { kind: 'delete' }, held: true } as const;
    const { engine } = show({ ...inLog({ text: '', deleted: true }), held });
    const undo = vi.spyOn(engine, 'undoChange');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledExactlyOnceWith('w1');
  });

  it('is pinned by those who may, and says that it is', async () => {
    const { engine } = show(inLog({ pinTime: 5 }));
    const pin = vi.spyOn(engine, 'pin');
    expect(screen.getByText('Pinned')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Unpin' }));
    expect(pin).toHaveBeenCalledExactlyOnceWith('r', 'm7', false);
  });

  it('is pinned by nobody else', async () => {
    show(inLog(), { role: 'GUEST' });
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    expect(screen.queryByRole('menuitem', { name: 'Pin' })).toBeNull();
  });

  it('leaves a tombstone', () => {
    show(inLog({ text: '', deleted: true }));
    expect(screen.getByText('This message was deleted')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'React' })).toBeNull();
  });

  it('says that it was edited', () => {
    show(inLog({ editTime: 1_700_000_000_000 }));
    expect(screen.getByRole('button', { name: /Edited/ })).toHaveTextContent('(edited)');
  });

  it('shows reactions, which are given and taken back with a click', async () => {
    const reactions = [
      { emoji: '👍', count: 2, userIds: ['ada', 'grace'] },
      { emoji: '🎉', count: 1, userIds: ['grace'] },
    ];
    const { engine } = show(inLog({ reactions }));
    const react = vi.spyOn(engine, 'react');
    await userEvent.click(screen.getByRole('button', { name: /^👍 2: You/, pressed: true }));
    await userEvent.click(screen.getByRole('button', { name: /^🎉 1:/, pressed: false }));
    expect(react.mock.calls).toEqual([
      ['r', 'm7', '👍', false],
      ['r', 'm7', '🎉', true],
    ]);
  });

  it('shows by motion which reaction is new, and none for what was there', () => {
    const party = { emoji: '🎉', count: 1, userIds: ['grace'] };
    const { now } = show(inLog({ reactions: [party] }));
    expect(screen.getByRole('button', { name: /^🎉/ })).not.toHaveClass('animate-join');
    expect(screen.getByText('1')).not.toHaveClass(/animate/);
    now(
      inLog({
        reactions: [
          { ...party, count: 2 },
          { ...party, emoji: '🚀' },
        ],
      }),
    );
    expect(screen.getByRole('button', { name: /^🎉/ })).not.toHaveClass('animate-join');
    expect(screen.getByText('2')).toHaveClass('animate-count-up');
    expect(screen.getByRole('button', { name: /^🚀/ })).toHaveClass('animate-join');
    now(inLog({ reactions: [party] }));
    expect(screen.getByText('1')).toHaveClass('animate-count-down');
  });

  it('waits until the person is back online', async () => {
    const { engine } = show(inLog({ reactions: [{ emoji: '🎉', count: 1, userIds: ['grace'] }] }), { live: false });
    const react = vi.spyOn(engine, 'react');
    await userEvent.click(screen.getByRole('button', { name: /^🎉 1:/ }));
    expect(react).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    expect(screen.getByText('Not while you are offline.')).toBeVisible();
    expect(screen.getByRole('menuitem', { name: 'Edit' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('says what was refused, and asks once more', async () => {
    const refused = { id: 'w1', roomId: 'r', messageId: 'm7', wish: { kind: 'delete' }, failed: 'Too late.' } as const;
    const { engine } = show({ ...inLog(), refused });
    const retry = vi.spyOn(engine, 'retryChange');
    expect(screen.getByText('Not deleted. Too late.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledExactlyOnceWith('w1');
  });
});
