import { useEffect } from 'react';
import type { MenuItem } from '@/ui/Menu';

const offers = new Set<readonly MenuItem[]>();

/** What can be done with what is on the page. */
export function offered(): MenuItem[] {
  return [...offers].flat().filter(({ disabled }) => disabled !== true);
}

/** What a part of the page can do is in the quick switcher, too, as long as that part is there. */
export function useOffer(items: readonly MenuItem[]): void {
  useEffect(() => {
    offers.add(items);
    return () => void offers.delete(items);
  }, [items]);
}
