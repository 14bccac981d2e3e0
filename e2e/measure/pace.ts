/** Waits until a time of `performance.now()`, and not at all where it has passed. */
export async function until(time: number): Promise<void> {
  const early = time - performance.now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
}
