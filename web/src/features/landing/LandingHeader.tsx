import { ThemeToggle } from '@/features/settings/ThemeToggle';
import { useSignInOptions } from '@/features/auth/useSignInOptions';
import { ButtonLink } from '@/ui/ButtonLink';
import { Logo } from '@/ui/Logo';

export function LandingHeader() {
  const open = useSignInOptions().data?.registrationOpen !== false;
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center gap-2 px-6 py-5">
      <div className="flex flex-1">
        <Logo />
      </div>
      <ThemeToggle />
      <ButtonLink to="/login" variant="quiet">
        Log in
      </ButtonLink>
      {open && (
        <ButtonLink to="/signup" variant="primary" className="max-sm:hidden">
          Sign up
        </ButtonLink>
      )}
    </header>
  );
}
