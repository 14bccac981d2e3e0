import type { ComponentType } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { lazily } from './lazily';

interface Closable {
  onClose: () => void;
}

/** Something that opens over a page, and whose code comes when it is first opened. */
export function lazyDialog<Props extends Closable>(load: () => Promise<ComponentType<Props>>) {
  return lazily<Props>(load, { waiting: null, failed: NotLoaded });
}

function NotLoaded({ onClose }: Closable) {
  return (
    <Dialog title="This did not load" onClose={onClose}>
      <div className="flex flex-col gap-4 px-6 pt-3 pb-6">
        <p className="text-sm text-ink-2">
          It needs the server once. Load the page again when you are connected, or if Parley was updated meanwhile. What
          you have written is kept.
        </p>
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={() => window.location.reload()}>
            Load the page again
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
