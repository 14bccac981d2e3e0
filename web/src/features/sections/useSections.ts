import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { create } from '@bufbuild/protobuf';
import { useEffect, useMemo } from 'react';
import { useParams } from 'react-router';
import { useMe } from '@/features/auth/useSession';
import { useChat, useEngine } from '@/features/chat/chatContext';
import type { Room } from '@/features/chat/model';
import { useRooms } from '@/features/chat/rooms';
import { RoomPreferences_Level, RoomPreferencesSchema } from '@/gen/parley/v1/chat_pb';
import { Section_Sort } from '@/gen/parley/v1/sections_pb';
import { session } from '@/rpc/browserSession';
import * as sectionApi from '@/rpc/sectionApi';
import { arrange, type ShownSection } from './arrange';
import { keepSections, keptSections } from './keptSections';
import { applied, DEFAULT, toSectionList, type Section, type SectionChange, type SectionList } from './sections';

const KEY = ['sections'];

/** Longest name of a section, in characters. */
export const MOST_TITLE = 40;

/** A change, and what is said of it to those who hear the page. */
export type Wish = SectionChange & { readonly said: string };

/** The person's sections; the built-in ones until it is known better. */
export function useSections(): readonly Section[] {
  const me = useMe()?.id ?? '';
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const read = toSectionList(await session.withToken(sectionApi.listSections));
      const known = client.getQueryData<SectionList>(KEY);
      // What the person has just done is shown until the server has answered.
      const older =
        known !== undefined && (isChanging(client, 0) ? known.version >= read.version : known.version > read.version);
      if (!older) keepSections(me, read);
      return older ? known : read;
    },
    initialData: () => keptSections(me),
    initialDataUpdatedAt: 0,
  });
  return (data ?? DEFAULT).sections;
}

/** Reads the sections again when the own log says that they have changed. Once in a page. */
export function useSectionsNews(): void {
  const client = useQueryClient();
  const { version, gaps } = useChat((state) => state.sections);
  useEffect(() => {
    const known = client.getQueryData<SectionList>(KEY)?.version ?? 0;
    if (version > known) void client.invalidateQueries({ queryKey: KEY });
  }, [client, version]);
  useEffect(() => {
    if (gaps > 0) void client.invalidateQueries({ queryKey: KEY });
  }, [client, gaps]);
}

/** The rooms in their sections, as far as they are known. */
export function useShownSections(): readonly ShownSection[] {
  const rooms = useRooms();
  const sections = useSections();
  const open = useParams()['roomId'];
  const looking = useChat((state) => state.looking);
  const blocked = useChat((state) => state.blocked);
  return useMemo(
    () => arrange(rooms ?? [], sections, open, looking, blocked),
    [rooms, sections, open, looking, blocked],
  );
}

/** Changes the sections, which is seen at once. One change after the other. */
export function useArrangeSections() {
  const me = useMe()?.id ?? '';
  const client = useQueryClient();
  const engine = useEngine();
  /** The own log says the same in a moment. */
  function star({ id, preferences }: Room, favourite: boolean): void {
    const notifications = RoomPreferences_Level[preferences.notifications];
    engine.arranged(id, create(RoomPreferencesSchema, { ...preferences, favourite, notifications }));
  }

  return useMutation({
    mutationKey: KEY,
    scope: { id: 'sections' },
    mutationFn: (wish: Wish) => session.withToken((token) => send(token, wish)),
    onMutate: async (wish) => {
      await client.cancelQueries({ queryKey: KEY });
      const known = client.getQueryData<SectionList>(KEY) ?? DEFAULT;
      client.setQueryData(KEY, applied(known, wish));
      if (wish.kind !== 'move') return known;
      const favourite = known.sections.find(({ id }) => id === wish.to)?.kind === 'FAVOURITES';
      if (favourite !== wish.room.preferences.favourite) star(wish.room, favourite);
      return known;
    },
    onSuccess: ({ list }) => {
      if (isChanging(client, 1)) return;
      client.setQueryData(KEY, list);
      keepSections(me, list);
    },
    onError: (_, wish, before) => {
      client.setQueryData(KEY, before);
      if (wish.kind === 'move') star(wish.room, wish.room.preferences.favourite);
      void client.invalidateQueries({ queryKey: KEY });
    },
  });
}

/** Whether more changes than these are on their way. */
function isChanging(client: QueryClient, besides: number): boolean {
  return client.isMutating({ mutationKey: KEY }) > besides;
}

/** What the server made of a change; `sectionId` is that of a new section. */
async function send(token: string, wish: SectionChange): Promise<{ list: SectionList; sectionId?: string }> {
  switch (wish.kind) {
    case 'create': {
      const { sectionId, list } = await sectionApi.createSection(token, wish.title);
      return { list: list === undefined ? DEFAULT : toSectionList(list), sectionId };
    }
    case 'update': {
      const { title, sort, ...rest } = wish.update;
      const update = { ...rest, name: title, sort: sort === undefined ? undefined : Section_Sort[sort] };
      return { list: toSectionList(await sectionApi.updateSection(token, wish.id, update)) };
    }
    case 'delete':
      return { list: toSectionList(await sectionApi.deleteSection(token, wish.id)) };
    case 'move':
      return { list: toSectionList(await sectionApi.moveRoom(token, wish.room.id, wish.to, wish.order)) };
  }
}
