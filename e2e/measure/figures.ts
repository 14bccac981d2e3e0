import { appendFileSync } from 'node:fs';

/** How much is measured, as a share of a full measurement: less is for trying whether it works. */
export const SHARE = Math.min(1, Number(process.env.BENCH_SECONDS ?? 10) / 10);

/** Writes a figure as one line of JSON to the file that `FIGURES` names, or says it where none is named. */
export function figure(name: string, value: number, unit: string): void {
  const rounded = Math.round(value * 1_000) / 1_000;
  const file = process.env.FIGURES;
  if (file === undefined) console.log(`  ${name}: ${rounded} ${unit}`);
  else appendFileSync(file, `${JSON.stringify({ name: `client: ${name}`, value: rounded, unit })}\n`);
}

/** The value that a share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
