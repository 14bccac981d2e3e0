const CODE = /^:([a-z0-9_+-]{2,32}):$/u;

/** What stands between the colons; undefined of an emoji of Unicode. */
export function codeOf(emoji: string): string | undefined {
  return CODE.exec(emoji)?.[1];
}
