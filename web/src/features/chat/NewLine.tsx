/** Stands between what the person had read and what is new to them. */
export function NewLine() {
  return (
    <div role="separator" aria-label="New messages" className="flex items-center gap-3 px-4 pt-3 pb-1 sm:px-6">
      <span aria-hidden className="h-px flex-1 bg-accent" />
      <span aria-hidden className="text-xs font-semibold text-accent">
        New messages
      </span>
    </div>
  );
}
