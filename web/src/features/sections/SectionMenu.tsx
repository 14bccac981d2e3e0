import {
  ArrowDown,
  ArrowDownAZ,
  ArrowUp,
  Clock,
  Ellipsis,
  EyeOff,
  FolderPlus,
  GripVertical,
  Pencil,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { DeleteSectionDialog, SectionNameDialog } from '@/features/opened';
import { Menu, type MenuItem } from '@/ui/Menu';
import type { Section, SectionUpdate, Sort } from './sections';
import { useArrangeSections, useSections } from './useSections';

const SORTS: readonly { sort: Sort; label: string; icon: LucideIcon }[] = [
  { sort: 'NAME', label: 'Sort by name', icon: ArrowDownAZ },
  { sort: 'ACTIVITY', label: 'Sort by recent activity', icon: Clock },
  { sort: 'MANUAL', label: 'Sort by hand', icon: GripVertical },
];

/** How a section is shown, and where. */
export function SectionMenu({ section }: { section: Section }) {
  const { id, title, sort, unreadOnly } = section;
  const [dialog, setDialog] = useState<'new' | 'rename' | 'delete' | null>(null);
  const { mutate } = useArrangeSections();
  const sections = useSections();
  const at = sections.findIndex((each) => each.id === id);
  const update = (change: SectionUpdate, said: string) => mutate({ kind: 'update', id, update: change, said });
  const move = (position: number) => update({ position }, `${title} is section ${position + 1} of ${sections.length}`);

  const items: MenuItem[] = [
    ...SORTS.map(({ sort: each, label, icon }) => ({
      label,
      icon,
      checked: sort === each,
      onSelect: () => update({ sort: each }, `${title}: ${label.toLowerCase()}`),
    })),
    {
      label: 'Show only unread',
      icon: EyeOff,
      checked: unreadOnly,
      separated: true,
      onSelect: () =>
        update({ unreadOnly: !unreadOnly }, unreadOnly ? `${title}: all rooms` : `${title}: only unread rooms`),
    },
    { label: 'Move section up', icon: ArrowUp, separated: true, disabled: at === 0, onSelect: () => move(at - 1) },
    {
      label: 'Move section down',
      icon: ArrowDown,
      disabled: at === sections.length - 1,
      onSelect: () => move(at + 1),
    },
    { label: 'New section…', icon: FolderPlus, onSelect: () => setDialog('new') },
  ];
  if (section.kind === 'OWN') {
    items.push({ label: 'Rename…', icon: Pencil, onSelect: () => setDialog('rename') });
    items.push({ label: 'Delete…', icon: Trash2, danger: true, onSelect: () => setDialog('delete') });
  }

  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`Section ${title}`}
            className="flex size-7 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover md:pointer-fine:opacity-0 md:pointer-fine:group-hover/section:opacity-100 md:pointer-fine:focus-visible:opacity-100 md:pointer-fine:data-[state=open]:opacity-100"
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
        items={items}
      />
      {dialog === 'new' && <SectionNameDialog onClose={() => setDialog(null)} />}
      {dialog === 'rename' && <SectionNameDialog section={section} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteSectionDialog section={section} onClose={() => setDialog(null)} />}
    </>
  );
}
