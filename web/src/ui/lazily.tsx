import { lazy, Suspense, useState, type ComponentType, type ReactElement, type ReactNode } from 'react';

interface Meanwhile<Props> {
  /** Stands there until the code has come. */
  readonly waiting: ReactNode;
  /** Stands there where it did not come: without the network, or because the server has another release by now. */
  readonly failed: ComponentType<Props>;
}

interface Lazy<Props> {
  (props: Props): ReactElement;
  /** Asks for the code before it is needed. */
  preload(): void;
}

/**
 * Something whose code comes when it is first drawn. Where it does not come, drawing it anew asks again, though a browser
 * may give the same answer until the page is loaded anew.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting, failed }: Meanwhile<Props>,
): Lazy<Props> {
  // What has come is drawn at once ever after: waiting even for a moment would flicker.
  let here: ComponentType<Props> | undefined;

  async function bring(): Promise<{ default: ComponentType<Props> }> {
    try {
      here = await load();
      return { default: here };
    } catch {
      return { default: failed };
    }
  }

  function Lazy(props: Props) {
    const [Loaded] = useState(() => here ?? lazy(bring));
    return (
      <Suspense fallback={waiting}>
        <Loaded {...props} />
      </Suspense>
    );
  }
  Lazy.preload = () => void bring();
  return Lazy;
}
