import type { ChatState, Reaction } from '@/features/chat/model';

/** Reactions as somebody sees them who has blocked these people. */
export function withoutBlocked(reactions: readonly Reaction[], blocked: ChatState['blocked']): readonly Reaction[] {
  if (Object.keys(blocked).length === 0) return reactions;
  return reactions.flatMap((reaction) => {
    const userIds = reaction.userIds.filter((id) => blocked[id] === undefined);
    const count = reaction.count - (reaction.userIds.length - userIds.length);
    return count > 0 ? [{ ...reaction, userIds, count }] : [];
  });
}
