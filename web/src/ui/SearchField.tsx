import { Search, X } from 'lucide-react';
import { useRef, type ComponentProps } from 'react';
import { inputClass } from './inputClass';

interface SearchFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange, ...rest }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={inputClass('px-9 [&::-webkit-search-cancel-button]:hidden')}
        {...rest}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label="Clear the search"
          className="absolute top-1/2 right-1.5 grid size-7 -translate-y-1/2 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          onClick={() => {
            onChange('');
            field.current?.focus();
          }}
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
