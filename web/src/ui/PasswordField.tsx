import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { Field } from './Field';
import { IconButton } from './IconButton';
import { inputClass } from './inputClass';

interface PasswordFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: string;
  hint?: ReactNode;
  error?: string;
}

export function PasswordField({ label, hint, error, ...rest }: PasswordFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div className="relative">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          className={inputClass('pr-11')}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error !== undefined || hint !== undefined ? `${id}-note` : undefined}
          autoCapitalize="none"
          spellCheck={false}
          {...rest}
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? 'Hide password' : 'Show password'}
          className="absolute inset-y-0.5 right-0.5"
          onClick={() => setShown(!shown)}
        />
      </div>
    </Field>
  );
}
