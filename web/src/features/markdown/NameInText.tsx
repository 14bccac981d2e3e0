import { useShowNamed } from '@/features/people/useShowNamed';
import { cx } from '@/ui/cx';
import { useMention } from './mentions';
import { callOf } from './names';

/** A name after `@`: that of somebody who is mentioned opens their card. */
export function NameInText({ username }: { username: string }) {
  const mention = useMention(username);
  const show = useShowNamed();
  const name = `@${username}`;
  if (mention === 'none') return name;
  const look = cx(
    'rounded-sm px-0.5 font-medium',
    mention === 'me' ? 'bg-warning-soft text-warning' : 'bg-accent-soft text-link',
  );
  return callOf(username) !== undefined ? (
    <span className={look}>{name}</span>
  ) : (
    <button type="button" className={cx(look, 'hover:underline')} onClick={() => show(username)}>
      {name}
    </button>
  );
}
