import { useId, type ComponentProps, type ReactNode } from 'react';
import { Field } from './Field';
import { inputClass } from './inputClass';

interface TextAreaProps extends ComponentProps<'textarea'> {
  label: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
}

/** A text field of several lines. */
export function TextArea({ label, hint, error, optional, className, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        id={id}
        className={inputClass(`h-auto py-2 ${className ?? ''}`)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error !== undefined || hint !== undefined ? `${id}-note` : undefined}
        {...rest}
      />
    </Field>
  );
}
