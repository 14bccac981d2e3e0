import { useMe } from '@/features/auth/useSession';
import { ChatProvider } from '@/features/chat/ChatProvider';
import { WorkspaceFrame } from './WorkspaceFrame';

/** All that a signed-in person sees, over one running engine. */
export function Workspace() {
  const me = useMe();
  if (me === null) return null;
  return (
    <ChatProvider key={me.id} userId={me.id}>
      <WorkspaceFrame />
    </ChatProvider>
  );
}
