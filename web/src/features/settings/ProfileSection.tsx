import { useQuery } from '@tanstack/react-query';
import type { User } from '@/gen/parley/v1/users_pb';
import { session } from '@/rpc/browserSession';
import { toProblem } from '@/rpc/problem';
import { getMe } from '@/rpc/usersApi';
import { Notice } from '@/ui/Notice';
import { Skeleton } from '@/ui/Skeleton';
import { AvatarChoice } from './AvatarChoice';
import { ProfileForm } from './ProfileForm';

/** How others see one. This page may remember less than there is, and saving would empty the rest: it asks first. */
export function ProfileSection({ me }: { me: User }) {
  const now = useQuery({ queryKey: ['me', me.id], queryFn: () => session.withToken(getMe), staleTime: 0, gcTime: 0 });
  return (
    <div className="flex flex-col gap-7">
      <AvatarChoice me={me} />
      {now.isPending ? (
        <div role="status" aria-label="Loading your profile" className="flex animate-late flex-col gap-5">
          <Skeleton className="h-10 max-w-sm" />
          <Skeleton className="h-10 max-w-sm" />
        </div>
      ) : now.isError ? (
        <Notice kind="danger">
          {toProblem(now.error).detail}{' '}
          <button type="button" className="font-semibold underline" onClick={() => void now.refetch()}>
            Try again
          </button>
        </Notice>
      ) : (
        <ProfileForm me={now.data} />
      )}
    </div>
  );
}
