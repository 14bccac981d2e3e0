import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { cx } from '@/ui/cx';

/** Something to complete a text with. */
export interface Choice {
  readonly key: string;
  /** What it is to become. */
  readonly insert: string;
  readonly label: ReactNode;
}

/** What takes the keys of the field while there is something to choose; answers whether it used one. */
export type KeyTaker = (key: string) => boolean;

interface ChoiceListProps {
  id: string;
  name: string;
  choices: readonly Choice[];
  /** Told who takes the keys from now on, and which option is chosen at the moment. */
  onTake: (taker: KeyTaker | null, activeId: string | undefined) => void;
  onPick: (choice: Choice) => void;
}

/** What a text can be completed with. The field keeps the focus; its keys come here. */
export function ChoiceList({ id, name, choices, onTake, onPick }: ChoiceListProps) {
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, choices.length - 1);
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const chosen = choices[active];
    if (chosen === undefined) {
      onTake(null, undefined);
      return;
    }
    onTake(
      (key) => {
        if (key === 'ArrowDown') setActive((active + 1) % choices.length);
        else if (key === 'ArrowUp') setActive((active + choices.length - 1) % choices.length);
        else if (key === 'Enter' || key === 'Tab') onPick(chosen);
        else return false;
        return true;
      },
      optionId(id, active),
    );
  }, [id, choices, active, onTake, onPick]);
  useEffect(() => () => onTake(null, undefined), [onTake]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  if (choices.length === 0) return null;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={name}
      // It may scroll. Tab does not come here, as it takes what is chosen.
      tabIndex={0}
      // The field is not to lose the focus.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute bottom-full left-0 z-20 mb-2 max-h-72 w-full max-w-md animate-rise overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-lg"
    >
      {choices.map((choice, index) => (
        // The keyboard is that of the field.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={choice.key}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          className={cx(
            'flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm',
            index === active && 'bg-selected',
          )}
          onMouseMove={() => setActive(index)}
          onClick={() => onPick(choice)}
        >
          {choice.label}
        </div>
      ))}
    </div>
  );
}

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}
