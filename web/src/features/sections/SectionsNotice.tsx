import { useMutationState } from '@tanstack/react-query';
import { toProblem } from '@/rpc/problem';
import { Notice } from '@/ui/Notice';
import type { Wish } from './useSections';

/** What became of the last change of the sections: said to those who hear the page, and shown where it was refused. */
export function SectionsNotice() {
  const last = useMutationState({
    filters: { mutationKey: ['sections'] },
    select: ({ state }) => ({
      status: state.status,
      error: state.error,
      said: (state.variables as Wish | undefined)?.said,
    }),
  }).at(-1);
  return (
    <>
      <p role="status" className="sr-only">
        {last?.status === 'success' && last.said}
      </p>
      {last?.status === 'error' && (
        <div className="pt-2">
          <Notice kind="danger">{toProblem(last.error).detail}</Notice>
        </div>
      )}
    </>
  );
}
