/** How much was replied, in words. */
export function repliesText(count: number): string {
  if (count === 0) return 'Thread';
  return count === 1 ? '1 reply' : `${count.toLocaleString()} replies`;
}
