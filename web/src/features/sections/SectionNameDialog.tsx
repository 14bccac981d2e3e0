import { useId } from 'react';
import { fieldError, toProblem } from '@/rpc/problem';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { formText } from '@/ui/formText';
import { Notice } from '@/ui/Notice';
import { TextField } from '@/ui/TextField';
import type { Section } from './sections';
import { MOST_TITLE, useArrangeSections } from './useSections';

interface SectionNameDialogProps {
  /** Which section gets another name; absent: a new one is made. */
  section?: Section;
  onClose: () => void;
}

export function SectionNameDialog({ section, onClose }: SectionNameDialogProps) {
  const formId = useId();
  const arrange = useArrangeSections();
  const problem = arrange.error === null ? null : toProblem(arrange.error);
  const nameError = fieldError(problem, 'name');

  const submit = (title: string) => {
    if (title === '') return;
    if (section === undefined) {
      arrange.mutate({ kind: 'create', title, said: `Section ${title} made` }, { onSuccess: onClose });
    } else {
      const said = `Section renamed to ${title}`;
      arrange.mutate({ kind: 'update', id: section.id, update: { title }, said }, { onSuccess: onClose });
    }
  };

  return (
    <Dialog
      title={section === undefined ? 'New section' : 'Rename section'}
      description="Sections are yours alone: nobody else sees them."
      onClose={onClose}
    >
      <form
        id={formId}
        className="flex flex-col gap-4 px-6 pt-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit(formText(new FormData(event.currentTarget), 'title').trim());
        }}
      >
        {problem !== null && nameError === undefined && <Notice kind="danger">{problem.detail}</Notice>}
        <TextField
          label="Name"
          name="title"
          defaultValue={section?.title}
          maxLength={MOST_TITLE}
          autoComplete="off"
          required
          error={nameError}
        />
      </form>
      <div className="flex justify-end gap-2.5 px-6 pt-5 pb-6">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" form={formId} variant="primary" busy={arrange.isPending}>
          {section === undefined ? 'Make section' : 'Save'}
        </Button>
      </div>
    </Dialog>
  );
}
