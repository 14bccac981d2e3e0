import { Logo } from '@/ui/Logo';

/** For the moment until it is known who is here. Appears only if that takes long. */
export function Splash() {
  return (
    <div role="status" aria-label="Loading" className="flex min-h-dvh animate-late items-center justify-center">
      <div className="animate-shimmer">
        <Logo mark className="scale-150" />
      </div>
    </div>
  );
}
