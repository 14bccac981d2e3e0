import { CloudOff } from 'lucide-react';
import type { ComponentType } from 'react';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { lazily } from '@/ui/lazily';
import { Splash } from './Splash';

/** A page whose code comes when somebody goes there. */
export function lazyPage(load: () => Promise<ComponentType>) {
  return lazily(load, { waiting: <Splash />, failed: NotLoaded });
}

function NotLoaded() {
  return (
    <EmptyState
      page
      icon={CloudOff}
      title="This page did not load"
      actions={
        <Button variant="primary" onClick={() => window.location.reload()}>
          Load it again
        </Button>
      }
    >
      It needs the server once. Load it again when you are connected, or if Parley was updated meanwhile.
    </EmptyState>
  );
}
