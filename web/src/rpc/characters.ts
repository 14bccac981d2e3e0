/** How long a text is in characters (code points), as the server counts. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
