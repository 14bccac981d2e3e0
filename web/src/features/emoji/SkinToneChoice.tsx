import * as Radio from '@radix-ui/react-radio-group';
import { SKIN_TONES } from './skinTone';

interface SkinToneChoiceProps {
  tone: number;
  onChange: (tone: number) => void;
}

/** In which colour hands and people are shown. */
export function SkinToneChoice({ tone, onChange }: SkinToneChoiceProps) {
  return (
    <Radio.Root
      aria-label="Skin tone"
      orientation="horizontal"
      value={String(tone)}
      onValueChange={(value) => onChange(Number(value))}
      className="flex border-t border-line px-3 py-1.5"
    >
      {SKIN_TONES.map(({ hand, name }, index) => (
        <Radio.Item
          key={name}
          value={String(index)}
          aria-label={name}
          title={name}
          className="grid size-8 place-items-center rounded-md font-emoji text-lg leading-none hover:bg-hover data-[state=checked]:bg-selected"
        >
          {hand}
        </Radio.Item>
      ))}
    </Radio.Root>
  );
}
