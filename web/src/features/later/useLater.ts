import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useChat } from '@/features/chat/chatContext';
import type { SavedItem, ScheduledMessage } from '@/features/chat/model';
import { session } from '@/rpc/browserSession';
import {
  createReminder,
  deleteSavedItem,
  listSavedItems,
  saveMessage,
  updateSavedItem,
  type Reminding,
  type SavedItemUpdate,
} from '@/rpc/savedApi';
import {
  deleteScheduledMessage,
  scheduleMessage,
  sendScheduledMessage,
  updateScheduledMessage,
  type LaterMessage,
  type SendWhen,
} from '@/rpc/schedulingApi';
import { useDebounced } from '@/ui/useDebounced';

/** What the person has saved of a message, if they have. */
export function useSavedItem(messageId: string): SavedItem | undefined {
  return useChat((state) => byMessage(state.saved).get(messageId));
}

const known = new WeakMap<object, ReadonlyMap<string, SavedItem>>();

function byMessage(saved: Readonly<Record<string, SavedItem>>): ReadonlyMap<string, SavedItem> {
  const there = known.get(saved);
  if (there !== undefined) return there;
  const items = Object.values(saved).flatMap((item) =>
    item.place === null ? [] : [[item.place.messageId, item] as const],
  );
  const made = new Map(items);
  known.set(saved, made);
  return made;
}

/** What the person was reminded of and has not answered yet, the earliest first. */
export function useDueItems(): readonly SavedItem[] {
  const saved = useChat((state) => state.saved);
  return useMemo(
    () =>
      Object.values(saved)
        .filter(({ due }) => due)
        .sort((one, other) => (one.remindTime ?? 0) - (other.remindTime ?? 0)),
    [saved],
  );
}

/** What the person says later: next first, what could not be said last; in one place, or everywhere. */
export function useScheduled(roomId?: string, threadId?: string): readonly ScheduledMessage[] {
  const scheduled = useChat((state) => state.scheduled);
  return useMemo(
    () =>
      Object.values(scheduled)
        .filter(
          (message) => roomId === undefined || (message.roomId === roomId && message.reply?.threadId === threadId),
        )
        .sort((one, other) => (one.sendTime ?? Infinity) - (other.sendTime ?? Infinity)),
    [scheduled, roomId, threadId],
  );
}

/** What the person has saved, with what the messages say; read again a moment after something became of it. */
export function useSavedItems(done: boolean) {
  const news = useDebounced(
    useChat((state) => state.savedNews),
    300,
  );
  return useInfiniteQuery({
    queryKey: ['saved', done, news],
    queryFn: ({ pageParam }) => session.withToken((token) => listSavedItems(token, done, pageParam)),
    initialPageParam: '',
    getNextPageParam: (page) => (page.nextPageToken === '' ? undefined : page.nextPageToken),
    placeholderData: keepPreviousData,
  });
}

/** A message to come back to. The own log brings it to every page. */
export function useSaveMessage(roomId: string, messageId: string) {
  return useMutation({
    mutationFn: (reminding: Reminding) =>
      session.withToken((token) => saveMessage(token, roomId, messageId, reminding)),
  });
}

export function useCreateReminder() {
  return useMutation({
    mutationFn: ({ note, remindTime }: { note: string; remindTime: number }) =>
      session.withToken((token) => createReminder(token, note, remindTime)),
  });
}

export function useUpdateItem(itemId: string) {
  return useMutation({
    mutationFn: (update: SavedItemUpdate) => session.withToken((token) => updateSavedItem(token, itemId, update)),
  });
}

export function useForgetItem(itemId: string) {
  return useMutation({ mutationFn: () => session.withToken((token) => deleteSavedItem(token, itemId)) });
}

export function useSchedule() {
  return useMutation({
    mutationFn: ({ later, when }: { later: LaterMessage; when: SendWhen }) =>
      session.withToken((token) => scheduleMessage(token, later, when)),
  });
}

export function useReschedule(id: string) {
  return useMutation({
    mutationFn: ({ text, when }: { text: string; when: SendWhen | null }) =>
      session.withToken((token) => updateScheduledMessage(token, id, text, when)),
  });
}

export function useTakeBack(id: string) {
  return useMutation({ mutationFn: () => session.withToken((token) => deleteScheduledMessage(token, id)) });
}

export function useSendNow(id: string) {
  return useMutation({ mutationFn: () => session.withToken((token) => sendScheduledMessage(token, id)) });
}
