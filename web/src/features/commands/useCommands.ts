import { useMutation, useQuery } from '@tanstack/react-query';
import { session } from '@/rpc/browserSession';
import { listCommands, runCommand, type WrittenCommand } from '@/rpc/commandApi';

/** Integrations come and go seldom. */
const STALE_MS = 5 * 60_000;

/** What can be written; nothing while it is not known. */
export function useCommands() {
  return useQuery({
    queryKey: ['commands'],
    queryFn: () => session.withToken(listCommands),
    staleTime: STALE_MS,
  }).data;
}

export function useRunCommand() {
  return useMutation({
    mutationFn: (command: WrittenCommand) => session.withToken((token) => runCommand(token, command)),
  });
}

const COMMAND = /^\/[a-z][a-z0-9-]*(\s|$)/;

/** Whether what was written is a command: a space before the slash, and it is said as it is. */
export function isCommand(written: string): boolean {
  return COMMAND.test(written);
}
