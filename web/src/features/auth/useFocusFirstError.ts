import { useEffect, useRef } from 'react';

/** Moves the focus to the first field of the form that is marked wrong, each time something new is wrong. */
export function useFocusFirstError(problem: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problem]);
  return form;
}
