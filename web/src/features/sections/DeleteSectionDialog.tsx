import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import type { Section } from './sections';
import { useArrangeSections } from './useSections';

export function DeleteSectionDialog({ section, onClose }: { section: Section; onClose: () => void }) {
  const { mutate } = useArrangeSections();
  const { id, title } = section;
  return (
    <Dialog
      title={`Delete ${title}?`}
      description="The rooms in it stand with your other rooms again. You stay in all of them."
      onClose={onClose}
    >
      <div className="flex justify-end gap-2.5 px-6 pt-5 pb-6">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="danger"
          onClick={() => {
            mutate({ kind: 'delete', id, said: `Section ${title} deleted` });
            onClose();
          }}
        >
          Delete section
        </Button>
      </div>
    </Dialog>
  );
}
