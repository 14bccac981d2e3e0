import { Fragment } from 'react';
import { useFound } from './foundContext';
import { split } from './split';

/** A text in which stands out what somebody has looked for, if they have. */
export function FoundInText({ text }: { text: string }) {
  const found = useFound();
  if (found.length === 0) return text;
  return split(text, found).map((part, index) =>
    part.found ? (
      <mark key={index} className="rounded-xs bg-warning-soft font-medium text-warning">
        {part.text}
      </mark>
    ) : (
      <Fragment key={index}>{part.text}</Fragment>
    ),
  );
}
