import { CloudOff } from 'lucide-react';
import type { ComponentType } from 'react';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { lazily } from '@/ui/lazily';
import { Splash } from './Splash';
import { useTitle } from './useTitle';

/** A page whose code comes when somebody goes there. */
export function lazyPage(load: () => Promise<ComponentType>) {
  return lazily(load, { waiting: <Splash />, failed: NotLoaded });
}

function NotLoaded() {
  useTitle('This page did not load');
  return (
    <div className="flex min-h-dvh">
      <EmptyState
        page
        icon={CloudOff}
        title="This page did not load"
        actions={
          <>
            <Button variant="primary" onClick={() => window.location.reload()}>
              Load it again
            </Button>
            <ButtonLink to="/rooms">Go to your rooms</ButtonLink>
          </>
        }
      >
        It needs the server once. Load it again when you are connected, or if Parley was updated meanwhile.
      </EmptyState>
    </div>
  );
}
