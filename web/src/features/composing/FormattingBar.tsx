import {
  Bold,
  Clock,
  Code,
  EyeOff,
  Italic,
  Link,
  List,
  ListOrdered,
  Quote,
  SquareCode,
  Strikethrough,
  type LucideIcon,
} from 'lucide-react';
import { commandKey } from '@/features/rooms/commandKey';
import { IconButton } from '@/ui/IconButton';
import type { Format } from './formatting';

const BUTTONS: readonly (readonly [kind: Format, label: string, icon: LucideIcon, key?: string])[] = [
  ['strong', 'Bold', Bold, 'B'],
  ['emphasis', 'Italic', Italic, 'I'],
  ['strike', 'Strikethrough', Strikethrough, 'Shift X'],
  ['link', 'Link', Link, 'Shift U'],
  ['bullets', 'List', List],
  ['numbers', 'Numbered list', ListOrdered],
  ['quote', 'Quote', Quote],
  ['code', 'Code', Code, 'Shift C'],
  ['codeBlock', 'Code block', SquareCode],
  ['spoiler', 'Spoiler', EyeOff],
];

interface FormattingBarProps {
  onFormat: (kind: Format) => void;
  onTime: () => void;
}

/** What can be done with what is selected, and what is put in its place. */
export function FormattingBar({ onFormat, onTime }: FormattingBarProps) {
  return (
    <div role="toolbar" aria-label="Formatting" className="flex flex-wrap gap-0.5 border-b border-line px-1 pb-1">
      {BUTTONS.map(([kind, label, icon, key]) => (
        <IconButton
          key={kind}
          icon={icon}
          label={label}
          shortcut={key === undefined ? undefined : commandKey(key)}
          className="size-8"
          // The field keeps its selection.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(kind)}
        />
      ))}
      <IconButton icon={Clock} label="Time" aria-haspopup="dialog" className="size-8" onClick={onTime} />
    </div>
  );
}
