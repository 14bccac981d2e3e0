import { useState } from 'react';
import { cx } from './cx';

const SIZES = {
  xs: 'size-5 text-[0.5625rem] rounded-[0.3125rem]',
  sm: 'size-6 text-[0.625rem] rounded-md',
  md: 'size-9 text-sm rounded-lg',
  lg: 'size-16 text-xl rounded-xl',
} as const;

export type AvatarSize = keyof typeof SIZES;

/** What has to be known of a person, or a room, to show them. */
export interface Pictured {
  readonly id: string;
  readonly displayName: string;
  /** Which picture they show; empty or absent where they show none. */
  readonly avatarVersion?: string;
}

interface AvatarProps {
  person: Pictured;
  /** Where pictures of this kind are. */
  at?: '/avatars' | '/avatars/rooms';
  size?: AvatarSize;
}

/**
 * The picture of a person or a room, or their initials on a colour that stays theirs. The name stands beside it, so it is hidden from screen
 * readers.
 */
export function Avatar({ person, at = '/avatars', size = 'md' }: AvatarProps) {
  const [missing, setMissing] = useState<string | null>(null);
  const address = avatarAddress(at, person);
  const pictured = address !== null && address !== missing;
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 items-center justify-center font-semibold tracking-tight select-none',
        SIZES[size],
        `person-${hue(person.id)}`,
      )}
    >
      {pictured ? (
        <img
          src={address}
          alt=""
          draggable={false}
          className="size-full rounded-[inherit] object-cover"
          onError={() => setMissing(address)}
        />
      ) : (
        initials(person.displayName)
      )}
    </span>
  );
}

function avatarAddress(at: string, { id, avatarVersion = '' }: Pictured): string | null {
  return avatarVersion === '' ? null : `${at}/${encodeURIComponent(id)}/${encodeURIComponent(avatarVersion)}`;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = Array.from(words[0] ?? '')[0] ?? '?';
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : '';
  return (first + last).toUpperCase();
}

function hue(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % 8;
}
