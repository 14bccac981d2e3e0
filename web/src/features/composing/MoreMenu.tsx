import { CalendarClock, CheckCheck, CircleAlert, ListChecks, MessageSquare, Plus, TriangleAlert } from 'lucide-react';
import { NOTHING_WANTED, type Attention, type Priority } from '@/features/chat/model';
import { IconButton } from '@/ui/IconButton';
import { Menu, type MenuItem } from '@/ui/Menu';

interface MoreMenuProps {
  attention: Attention;
  onAttention: (attention: Attention) => void;
  /** Missing where there are no polls. */
  onPoll?: () => void;
  /** Missing where nothing is said later. */
  onSendLater?: { readonly disabled: boolean; readonly run: () => void };
}

const PRIORITIES: readonly (Pick<MenuItem, 'label' | 'icon'> & { readonly priority: Priority })[] = [
  { priority: 'STANDARD', label: 'Standard priority', icon: MessageSquare },
  { priority: 'IMPORTANT', label: 'Important', icon: CircleAlert },
  { priority: 'URGENT', label: 'Urgent', icon: TriangleAlert },
];

/** What a message can be beside what it says. */
export function MoreMenu({ attention, onAttention, onPoll, onSendLater }: MoreMenuProps) {
  const want = (wanted: Attention) =>
    onAttention(wanted.priority === 'STANDARD' && !wanted.acknowledge ? NOTHING_WANTED : wanted);
  const items: MenuItem[] = [];
  if (onPoll !== undefined) items.push({ label: 'Create a poll', icon: ListChecks, onSelect: onPoll });
  if (onSendLater !== undefined) {
    const { disabled, run } = onSendLater;
    items.push({
      label: 'Send later',
      note: disabled ? 'Write something first' : undefined,
      icon: CalendarClock,
      disabled,
      onSelect: run,
    });
  }
  PRIORITIES.forEach(({ priority, ...item }, index) =>
    items.push({
      ...item,
      checked: attention.priority === priority,
      separated: index === 0 && items.length > 0,
      onSelect: () => want({ ...attention, priority }),
    }),
  );
  items.push({
    label: 'Ask to acknowledge',
    note: 'You see who has taken note',
    icon: CheckCheck,
    checked: attention.acknowledge,
    separated: true,
    onSelect: () => want({ ...attention, acknowledge: !attention.acknowledge }),
  });
  const plain = attention === NOTHING_WANTED;
  return <Menu trigger={<IconButton icon={Plus} label="More" aria-pressed={!plain} />} items={items} />;
}
