import { useChat } from './chatContext';

/** Says that this browser lets nothing be kept: in a private window perhaps, or because its storage is full. */
export function StorageNotice() {
  const lasting = useChat((state) => state.lasting);
  if (lasting) return null;
  return (
    <p role="status" className="shrink-0 border-b border-line px-4 py-1 text-center text-xs text-ink-2">
      This browser keeps nothing for Parley right now. Unsent messages will not survive a reload.
    </p>
  );
}
