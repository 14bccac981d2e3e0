import * as RadixTooltip from '@radix-ui/react-tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChatContext } from '@/features/chat/chatContext';
import { Harness, said, settle, wireRoom } from '@/features/chat/engineHarness';
import { Sidebar } from '@/features/rooms/Sidebar';
import { Problem } from '@/rpc/problem';
import type * as chatApi from '@/rpc/chatApi';
import type * as sectionApi from '@/rpc/sectionApi';
import { create } from '@bufbuild/protobuf';
import { RoomPreferencesSchema } from '@/gen/parley/v1/chat_pb';
import { Section_Kind, Section_Sort, SectionListSchema, type SectionList } from '@/gen/parley/v1/sections_pb';

/** The server's part, in short. */
const server = vi.hoisted(() => ({ move: vi.fn(), update: vi.fn(), list: vi.fn(), arrange: vi.fn() }));
vi.mock('@/rpc/sectionApi', async (original) => ({
  ...(await original<typeof sectionApi>()),
  listSections: server.list,
  moveRoom: (_: string, ...rest: unknown[]) => server.move(...rest) as unknown,
  updateSection: (_: string, ...rest: unknown[]) => server.update(...rest) as unknown,
}));
vi.mock('@/rpc/chatApi', async (original) => ({
  ...(await original<typeof chatApi>()),
  arrangeRoom: (_: string, ...rest: unknown[]) => server.arrange(...rest) as unknown,
}));
/** Rooms in the order in which they are drawn. */
const drawn = vi.hoisted((): string[] => []);
vi.mock('@/features/rooms/RoomMark', () => ({
  RoomMark: ({ room }: { room: { id: string } }) => {
    drawn.push(room.id);
    return null;
  },
}));
const NOBODY = vi.hoisted(() => ({ kind: 'signedOut' }));
vi.mock('@/rpc/browserSession', () => ({
  session: {
    withToken: (work: (token: string) => unknown) => work('token'),
    state: () => NOBODY,
    subscribe: () => () => undefined,
  },
}));

function sections(version: bigint, work: string[]): SectionList {
  return create(SectionListSchema, {
    version,
    sections: [
      { id: 'favourites', kind: Section_Kind.FAVOURITES },
      { id: 'work', kind: Section_Kind.OWN, name: 'Work', sort: Section_Sort.MANUAL, roomIds: work },
      { id: 'channels', kind: Section_Kind.CHANNELS },
      { id: 'conversations', kind: Section_Kind.CONVERSATIONS },
    ],
  });
}

async function show(rooms: string[], unread = 0): Promise<Harness> {
  const harness = new Harness();
  harness.rooms = rooms.map((id) => wireRoom(id, 10, 10 - unread));
  await harness.live();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <RadixTooltip.Provider>
        <MemoryRouter initialEntries={['/rooms']}>
          <ChatContext value={harness.engine}>
            <Sidebar />
          </ChatContext>
        </MemoryRouter>
      </RadixTooltip.Provider>
    </QueryClientProvider>,
  );
  await act(settle);
  return harness;
}

function names(section: string): string[] {
  const links = within(screen.getByRole('region', { name: section })).queryAllByRole('link');
  return links.map((link) => link.textContent);
}

beforeEach(() => {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
  server.list.mockImplementation(() => Promise.resolve(sections(1n, ['a', 'b'])));
});

afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
  localStorage.clear();
});

describe('the list of rooms', () => {
  it('has the rooms in their sections', async () => {
    await show(['a', 'b', 'c']);
    expect(names('Work')).toEqual(['a', 'b']);
    expect(names('Your rooms')).toEqual(['c']);
    expect(screen.queryByRole('region', { name: 'Favourites' })).not.toBeInTheDocument();
  });

  it('moves a room by its menu, at once, and says so', async () => {
    let answer: (list: SectionList) => void = () => undefined;
    server.move.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    await show(['a', 'b', 'c']);
    await userEvent.click(screen.getByRole('button', { name: 'Actions for a' }));
    expect(screen.getByRole('menuitem', { name: 'Move up' })).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(screen.getByRole('menuitem', { name: 'Move down' }));
    await waitFor(() => expect(server.move).toHaveBeenCalledWith('a', 'work', ['b', 'a']));
    expect(names('Work')).toEqual(['b', 'a']);
    await act(async () => {
      answer(sections(2n, ['b', 'a']));
      await settle();
    });
    expect(screen.getByText('a moved to place 2 of 2 in Work')).toHaveAttribute('role', 'status');
  });

  it('lets a room be kept quiet, made a favourite and left from beside its name', async () => {
    server.arrange.mockImplementation(() => Promise.resolve(create(RoomPreferencesSchema, { muted: true })));
    await show(['a', 'b', 'c']);
    await userEvent.click(screen.getByRole('button', { name: 'Actions for a' }));
    expect(screen.getByRole('menuitem', { name: 'Add to favourites' })).toBeVisible();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Mute' }));
    await waitFor(() => expect(server.arrange).toHaveBeenCalledWith('a', { muted: true }));
    expect(await screen.findByRole('link', { name: /a.*Muted/ })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Actions for a' }));
    expect(screen.getByRole('menuitem', { name: 'Unmute' })).toBeVisible();
    await userEvent.click(screen.getByRole('menuitem', { name: 'Leave room' }));
    expect(await screen.findByRole('dialog', { name: 'Leave a?' })).toBeVisible();
  });

  it('takes back what was refused, and says why', async () => {
    server.move.mockImplementation(() => Promise.reject(new Problem('INTERNAL', 500, 'Something broke.', false)));
    await show(['a', 'b', 'c']);
    await userEvent.click(screen.getByRole('button', { name: 'Actions for a' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Move down' }));
    expect(await screen.findByText('Something broke.')).toBeVisible();
    await waitFor(() => expect(names('Work')).toEqual(['a', 'b']));
  });

  it('reads the sections again when the own log says that they have changed', async () => {
    const harness = await show(['a', 'b', 'c']);
    server.list.mockImplementation(() => Promise.resolve(sections(2n, ['c'])));
    await act(async () => {
      const change = { case: 'sectionsChanged', value: { version: 2n } } as const;
      harness.socket.deliver({ case: 'event', value: { userSeq: 8n, change } });
      await settle();
    });
    expect(names('Work')).toEqual(['c']);
  });

  it('shows a section of which only the heading is shown with what is left in it', async () => {
    server.update.mockImplementation(() => new Promise(() => undefined));
    await show(['a', 'b', 'c'], 2);
    await userEvent.click(screen.getByRole('button', { name: 'Work' }));
    await waitFor(() => expect(names('Work')).toEqual([]));
    expect(screen.getByRole('button', { name: 'Work' })).toHaveAttribute('aria-expanded', 'false');
    expect(within(screen.getByRole('region', { name: 'Work' })).getByText(/4/)).toHaveTextContent('4 unread');
  });

  it('moves a room by dragging it, and does not open it', async () => {
    server.move.mockImplementation(() => new Promise(() => undefined));
    await show(['a', 'b', 'c']);
    const heading = screen.getByRole('button', { name: 'Work' });
    document.elementFromPoint = () => heading;
    const link = screen.getByRole('link', { name: 'c' });
    fireEvent.pointerDown(link, { pointerType: 'mouse', button: 0, clientX: 5, clientY: 90 });
    fireEvent.pointerMove(window, { clientX: 5, clientY: 20 });
    expect(screen.getByRole('region', { name: 'Favourites' })).toBeVisible();
    fireEvent.pointerUp(window, { clientX: 5, clientY: 20 });
    await waitFor(() => expect(server.move).toHaveBeenCalledWith('c', 'work', ['c', 'a', 'b']));
    expect(names('Work')).toEqual(['c', 'a', 'b']);
  });

  it('leaves everything as it was on Escape', async () => {
    await show(['a', 'b', 'c']);
    document.elementFromPoint = () => screen.getByRole('button', { name: 'Work' });
    fireEvent.pointerDown(screen.getByRole('link', { name: 'c' }), { pointerType: 'mouse', button: 0 });
    fireEvent.pointerMove(window, { clientX: 5, clientY: 20 });
    fireEvent.keyDown(window, { key: 'Escape' });
    fireEvent.pointerUp(window, { clientX: 5, clientY: 20 });
    expect(server.move).not.toHaveBeenCalled();
  });

  it('draws one room of many again when something is said in it', async () => {
    const harness = await show(Array.from({ length: 100 }, (_, number) => `room ${number}`));
    drawn.length = 0;
    await act(async () => {
      harness.socket.deliver(said(11, 'hello', '', undefined, 'room 7'));
      await settle();
    });
    expect(document.querySelector('[data-room="room 7"]')).toHaveTextContent('1 unread');
    expect(new Set(drawn)).toEqual(new Set(['room 7']));
  });
});
