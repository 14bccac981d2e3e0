import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { SavedItemSchema, type SavedItem } from '@/gen/parley/v1/chat_pb';
import {
  CreateReminderRequestSchema,
  DeleteSavedItemResponseSchema,
  ListSavedItemsResponseSchema,
  SaveMessageRequestSchema,
  UpdateSavedItemRequestSchema,
  type ListSavedItemsResponse,
} from '@/gen/parley/v1/saved_pb';
import { messagePath } from './chatApi';
import { body, request } from './http';

/** When to be reminded (epoch milliseconds; null for not at all), and a word of one's own. */
export interface Reminding {
  readonly remindTime: number | null;
  readonly note: string;
}

export function saveMessage(
  accessToken: string,
  roomId: string,
  messageId: string,
  { remindTime, note }: Reminding,
): Promise<SavedItem> {
  const message = create(SaveMessageRequestSchema, { remindTime: time(remindTime), note });
  return request({
    method: 'PUT',
    path: `${messagePath(roomId, messageId)}/saved`,
    body: body(SaveMessageRequestSchema, message),
    answer: SavedItemSchema,
    accessToken,
  });
}

export function createReminder(accessToken: string, note: string, remindTime: number): Promise<SavedItem> {
  const message = create(CreateReminderRequestSchema, { note, remindTime: time(remindTime) });
  return request({
    method: 'POST',
    path: '/v1/saved-items',
    body: body(CreateReminderRequestSchema, message),
    answer: SavedItemSchema,
    accessToken,
  });
}

/** A page of what the caller has saved, with what the messages say. */
export function listSavedItems(accessToken: string, done: boolean, pageToken: string): Promise<ListSavedItemsResponse> {
  return request({
    method: 'GET',
    path: '/v1/saved-items',
    query: { done: done ? 'true' : undefined, pageToken: pageToken === '' ? undefined : pageToken },
    answer: ListSavedItemsResponseSchema,
    accessToken,
  });
}

/** All that is open, without what the messages say, page after page. */
export async function listOpenItems(accessToken: string): Promise<SavedItem[]> {
  const items: SavedItem[] = [];
  let pageToken: string | undefined;
  do {
    const page = await request({
      method: 'GET',
      path: '/v1/saved-items',
      query: { withoutMessages: 'true', pageSize: 200, pageToken },
      answer: ListSavedItemsResponseSchema,
      accessToken,
    });
    items.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return items;
}

/** What is to be said of an item; what is absent stays. */
export type SavedItemUpdate = Omit<
  MessageInitShape<typeof UpdateSavedItemRequestSchema>,
  '$typeName' | '$unknown' | 'itemId' | 'remindTime'
> & { readonly remindTime?: number };

export function updateSavedItem(
  accessToken: string,
  itemId: string,
  { remindTime, ...update }: SavedItemUpdate,
): Promise<SavedItem> {
  const message = create(UpdateSavedItemRequestSchema, { ...update, remindTime: time(remindTime ?? null) });
  return request({
    method: 'PATCH',
    path: itemPath(itemId),
    body: body(UpdateSavedItemRequestSchema, message),
    answer: SavedItemSchema,
    accessToken,
  });
}

export async function deleteSavedItem(accessToken: string, itemId: string): Promise<void> {
  await request({ method: 'DELETE', path: itemPath(itemId), answer: DeleteSavedItemResponseSchema, accessToken });
}

function itemPath(itemId: string): string {
  return `/v1/saved-items/${encodeURIComponent(itemId)}`;
}

function time(millis: number | null) {
  return millis === null ? undefined : timestampFromMs(millis);
}
