import { ArrowRight } from 'lucide-react';
import { useSignInOptions } from '@/features/auth/useSignInOptions';
import { ButtonLink } from '@/ui/ButtonLink';
import { ProductPreview } from './ProductPreview';

export function LandingHero() {
  const open = useSignInOptions().data?.registrationOpen !== false;
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-x-14 gap-y-14 px-6 pt-10 pb-20 sm:pt-16 lg:grid-cols-[1fr_1.08fr] lg:pt-20 lg:pb-28">
      <div>
        <h1 className="text-5xl font-semibold tracking-[-0.035em]">Talk it over, on your own ground.</h1>
        <p className="mt-6 max-w-[34rem] text-lg text-ink-2 sm:text-xl sm:leading-8">
          Parley is a complete chat platform that you host yourself: rooms, real-time messages and open APIs, in one
          file that starts with one command.
        </p>
        <div className="mt-9 flex flex-wrap gap-3">
          {open ? (
            <ButtonLink to="/signup" variant="primary" size="lg">
              Create your account
              <ArrowRight aria-hidden className="size-4.5" />
            </ButtonLink>
          ) : (
            <ButtonLink to="/login" variant="primary" size="lg">
              Log in
              <ArrowRight aria-hidden className="size-4.5" />
            </ButtonLink>
          )}
          {open && (
            <ButtonLink to="/login" size="lg">
              Log in
            </ButtonLink>
          )}
        </div>
        {!open && <p className="mt-4 text-sm text-ink-3">This installation takes no new accounts right now.</p>}
      </div>
      <ProductPreview />
    </section>
  );
}
