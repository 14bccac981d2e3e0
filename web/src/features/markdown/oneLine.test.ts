import { describe, expect, it } from 'vitest';
import { oneLine } from './oneLine';

describe('a message in one line', () => {
  it('says what it says, without how it looks', () => {
    expect(oneLine('**Friday**, see [the plan](https://x.org):\n\n- one\n- `two`\n\n> three')).toBe(
      'Friday, see the plan: one two three',
    );
  });

  it('keeps hidden what is hidden', () => {
    expect(oneLine('It was ||the **butler**||!')).toBe('It was ▇▇▇!');
    expect(oneLine('> ||he||\n\n# ||she||')).toBe('▇▇▇ ▇▇▇');
  });
});
