import { Check, FolderPlus } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '@/features/chat/model';
import { toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { sectionOf } from './arrange';
import { NewSectionForm } from './NewSectionForm';
import { SECTION_ICONS } from './sectionIcons';
import { takes, type Section } from './sections';
import { useArrangeSections, useSections } from './useSections';

/** Into which section a room is to go, or into a new one. */
export function MoveRoomDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const sections = useSections();
  const here = sectionOf(room, sections);
  const arrange = useArrangeSections();
  const [naming, setNaming] = useState(false);

  const move = ({ id, title }: Pick<Section, 'id' | 'title'>) => {
    const said = `${room.name} moved to ${title}`;
    onClose();
    void arrange.mutateAsync({ kind: 'move', room, to: id, order: [], said }).then(
      () => focusIfLost(room.id),
      () => undefined,
    );
  };
  const moveToNew = (title: string) => {
    arrange.mutate(
      { kind: 'create', title, said: `Section ${title} made` },
      { onSuccess: ({ sectionId = '' }) => move({ id: sectionId, title }) },
    );
  };

  return (
    <Dialog title="Move to section" description={`Where ${room.name} stands in your list.`} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-6 pt-4 pb-6">
        {arrange.error !== null && <Notice kind="danger">{toProblem(arrange.error).detail}</Notice>}
        <ul aria-label="Sections" className="flex flex-col gap-1">
          {sections
            .filter((section) => takes(section, room))
            .map((section) => {
              const Icon = SECTION_ICONS[section.kind];
              const current = section === here;
              return (
                <li key={section.id}>
                  <button
                    type="button"
                    aria-current={current || undefined}
                    onClick={() => (current ? onClose() : move(section))}
                    className="flex h-10 w-full items-center gap-2.5 rounded-md px-3 text-left hover:bg-hover aria-current:bg-selected aria-current:font-medium"
                  >
                    <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
                    <span className="min-w-0 flex-1 truncate">{section.title}</span>
                    {current && <Check aria-hidden className="size-4 text-accent" />}
                  </button>
                </li>
              );
            })}
        </ul>
        {naming ? (
          <NewSectionForm busy={arrange.isPending} onName={moveToNew} />
        ) : (
          <Button onClick={() => setNaming(true)}>
            <FolderPlus aria-hidden className="size-4" />
            New section…
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** The row that had the focus is gone with the room, which has another one now. */
function focusIfLost(roomId: string): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`[data-room="${roomId}"] a`)?.focus();
}
