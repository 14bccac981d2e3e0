import { useMutation } from '@tanstack/react-query';
import { useShowPerson } from '@/features/rooms/personCard';
import { session } from '@/rpc/browserSession';
import { listUsers } from '@/rpc/usersApi';

/** Shows who has a user name, if somebody has. */
export function useShowNamed(): (username: string) => void {
  const show = useShowPerson();
  const find = useMutation({
    mutationFn: (username: string) => session.withToken((token) => listUsers(token, username, '')),
    onSuccess: ({ users }, username) => {
      const found = users.find((user) => user.username.toLowerCase() === username.toLowerCase());
      if (found !== undefined) show(found);
    },
  });
  return (username) => find.mutate(username);
}
