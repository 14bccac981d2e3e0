import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Priority } from '@/features/chat/model';
import { cx } from '@/ui/cx';

const LOOKS = {
  IMPORTANT: { Icon: CircleAlert, label: 'Important', look: 'bg-accent-soft text-link' },
  URGENT: { Icon: TriangleAlert, label: 'Urgent', look: 'bg-danger-soft text-danger' },
} as const;

/** How urgent something is; nothing of what is like anything else. */
export function PriorityMark({ priority, className }: { priority: Priority; className?: string }) {
  if (priority === 'STANDARD') return null;
  const { Icon, label, look } = LOOKS[priority];
  return (
    <span
      className={cx(
        'inline-flex w-fit items-center gap-1 rounded-md px-1.5 py-0.5 text-xs leading-4 font-semibold',
        look,
        className,
      )}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      {label}
    </span>
  );
}
