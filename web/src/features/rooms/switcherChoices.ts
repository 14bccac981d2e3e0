import {
  AlarmClock,
  Bookmark,
  CalendarClock,
  Compass,
  Keyboard,
  LogOut,
  MessageCircle,
  MessagesSquare,
  Moon,
  Plus,
  Settings,
  Smile,
  Sun,
  TextSearch,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Room } from '@/features/chat/model';
import { isUnread } from '@/features/chat/rooms';
import type { MenuItem } from '@/ui/Menu';
import { ROOM_ICONS, sortOf } from './roomSorts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly icon: LucideIcon;
  readonly unread?: boolean;
  readonly run: () => void;
}

export interface SwitcherActions {
  /** What can be done with what is on the page. */
  readonly here: readonly MenuItem[];
  readonly go: (path: string) => void;
  readonly createRoom: () => void;
  readonly newConversation: () => void;
  readonly changePresence: () => void;
  readonly newReminder: () => void;
  readonly showShortcuts: () => void;
  readonly toggleTheme: () => void;
  readonly logout: () => void;
  readonly looksDark: boolean;
  /** Whether the person is a guest, who makes no rooms and finds none. */
  readonly guest: boolean;
}

/** Everything that the quick switcher leads to. */
export function switcherChoices(rooms: readonly Room[], actions: SwitcherActions): Choice[] {
  const { here, go, looksDark, guest } = actions;
  return [
    ...rooms.map((room) => ({
      id: room.id,
      label: room.name,
      note: room.topic,
      icon: ROOM_ICONS[sortOf(room)],
      unread: isUnread(room),
      run: () => go(`/rooms/${room.id}`),
    })),
    ...here.map(({ label, icon, onSelect }) => ({ id: `here-${label}`, label, icon, run: onSelect })),
    ...(guest ? [] : [{ id: 'create', label: 'Create a room', icon: Plus, run: actions.createRoom }]),
    { id: 'conversation', label: 'New conversation', icon: MessageCircle, run: actions.newConversation },
    ...(guest ? [] : [{ id: 'discover', label: 'Browse rooms', icon: Compass, run: () => go('/discover') }]),
    { id: 'threads', label: 'Threads', icon: MessagesSquare, run: () => go('/threads') },
    { id: 'later', label: 'What you saved for later', icon: Bookmark, run: () => go('/later') },
    {
      id: 'scheduled',
      label: 'Scheduled messages',
      icon: CalendarClock,
      run: () => go('/later?tab=scheduled'),
    },
    { id: 'reminder', label: 'New reminder', icon: AlarmClock, run: actions.newReminder },
    { id: 'search-page', label: 'Search messages', icon: TextSearch, run: () => go('/search') },
    { id: 'people', label: 'Look for people', icon: Users, run: () => go('/people') },
    { id: 'presence', label: 'Set your status', icon: Smile, run: actions.changePresence },
    { id: 'shortcuts', label: 'Keyboard shortcuts', icon: Keyboard, run: actions.showShortcuts },
    { id: 'settings', label: 'Settings', icon: Settings, run: () => go('/settings') },
    {
      id: 'theme',
      label: looksDark ? 'Switch to the light theme' : 'Switch to the dark theme',
      icon: looksDark ? Sun : Moon,
      run: actions.toggleTheme,
    },
    { id: 'logout', label: 'Log out', icon: LogOut, run: actions.logout },
  ];
}

/**
 * The choices that match what was typed, best first: names that begin with it, then names with a word that does, then names
 * that contain it. With nothing typed: all, the unread rooms first.
 */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const rank = ({ label, unread }: Choice): number => {
    if (wanted === '') return unread === true ? 0 : 1;
    const name = label.toLocaleLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.split(/[\s\-_.]+/).some((word) => word.startsWith(wanted))) return 1;
    return name.includes(wanted) ? 2 : Infinity;
  };
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter(({ rank: place }) => place < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ choice }) => choice);
}
