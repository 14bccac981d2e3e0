import { lazy, Suspense, useState, type ComponentType, type ReactElement } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';

interface Closable {
  onClose: () => void;
}

/**
 * Something that opens over a page, and whose code comes when it is first opened. Where it does not come, that is
 * said, and opening it again asks for it again.
 */
export function lazily<Props extends Closable>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactElement {
  return function Lazy(props: Props) {
    const [Loaded] = useState(() =>
      lazy(async (): Promise<{ default: ComponentType<Props> }> => {
        try {
          return { default: await load() };
        } catch {
          return { default: NotLoaded };
        }
      }),
    );
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

function NotLoaded({ onClose }: Closable) {
  return (
    <Dialog title="This did not load" onClose={onClose}>
      <div className="flex flex-col gap-4 px-6 pt-3 pb-6">
        <p className="text-sm text-ink-2">
          It needs the server once. Try again when you are connected; if Parley was updated meanwhile, load the page
          again.
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
