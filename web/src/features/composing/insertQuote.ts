import { replaceText } from './replaceText';

/** Puts a quotation before what is being written, with the cursor after both. */
export function insertQuote(field: HTMLTextAreaElement | null, quote: string): void {
  if (field === null) return;
  const insert = `${quote}\n\n`;
  const end = insert.length + field.value.length;
  replaceText(field, { start: 0, end: 0, insert, selectFrom: end, selectTo: end });
}
