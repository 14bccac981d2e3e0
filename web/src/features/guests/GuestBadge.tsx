import { Badge } from '@/ui/Badge';

/** Marks a guest, who sees only the rooms they are in. */
export function GuestBadge() {
  return <Badge>Guest</Badge>;
}
