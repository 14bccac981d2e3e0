/** What somebody had written in a room and could not say any more, to be taken elsewhere; nothing where there is none. */
export function Unsent({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <section aria-label="Not sent" className="mt-5 rounded-lg border border-line bg-surface p-3 text-left text-sm">
      <p className="font-medium text-ink">What you wrote was not sent</p>
      <p className="mt-1 max-h-40 overflow-y-auto wrap-anywhere whitespace-pre-wrap select-all">{text}</p>
    </section>
  );
}
