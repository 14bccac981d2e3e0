import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CustomEmoji } from '@/gen/parley/v1/emoji_pb';
import { session } from '@/rpc/browserSession';
import { createCustomEmoji, deleteCustomEmoji, listCustomEmoji } from '@/rpc/emojiApi';

const KEY = ['customEmoji'];
/** Others add some now and then. */
const FRESH_MS = 5 * 60_000;
/** A name that nothing is known of may be that of one that was just added: it is asked for again at most this often. */
const AGAIN_MS = 30_000;

export type CustomEmojis = ReadonlyMap<string, CustomEmoji>;

const NONE: CustomEmojis = new Map();

/** The emoji of the installation, by what they are called between colons; none until they have come. */
export function useCustomEmoji(wanted = true): CustomEmojis {
  const query = useQuery({
    queryKey: KEY,
    queryFn: async (): Promise<CustomEmojis> =>
      new Map((await session.withToken(listCustomEmoji)).map((emoji) => [emoji.name, emoji])),
    staleTime: FRESH_MS,
    enabled: wanted,
  });
  return query.data ?? NONE;
}

/** One of them; undefined where nothing is called that, as far as is known. */
export function useCustomEmojiOf(name: string): CustomEmoji | undefined {
  const client = useQueryClient();
  const found = useCustomEmoji().get(name);
  const unknown = found === undefined;
  useEffect(() => {
    const asked = client.getQueryState(KEY)?.dataUpdatedAt ?? 0;
    if (unknown && asked > 0 && Date.now() - asked > AGAIN_MS) void client.invalidateQueries({ queryKey: KEY });
  }, [client, unknown]);
  return found;
}

export function useAddEmoji() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, picture }: { name: string; picture: Uint8Array<ArrayBuffer> }) =>
      session.withToken((token) => createCustomEmoji(token, name, picture)),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRemoveEmoji() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => session.withToken((token) => deleteCustomEmoji(token, name)),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
