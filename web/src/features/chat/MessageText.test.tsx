import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { MessageText } from './MessageText';

vi.mock('@/features/people/useShowNamed', () => ({ useShowNamed: () => shown }));
vi.mock('@/features/auth/useSession', () => ({ useMe: () => ({ id: 'me', username: 'ada' }) }));

const shown = vi.fn();

describe('the text of a message', () => {
  it('is drawn from its tree, and HTML in it is text', () => {
    const { container } = render(<MessageText text={'**a** <b>b</b> [c](https://c.example)\n\n- d\n\n1. e'} />);
    expect(container.querySelector('strong')).toHaveTextContent('a');
    expect(container.querySelector('b')).toBeNull();
    expect(container).toHaveTextContent('<b>b</b>');
    expect(screen.getByRole('link', { name: 'c' })).toHaveAttribute('rel', 'noopener noreferrer nofollow');
    expect(screen.getAllByRole('list')).toHaveLength(2);
  });

  it('keeps what turns the text within it, and takes no mark for another by what is not seen', () => {
    const { container } = render(
      <MessageText text={'\u202Eevil\n\n*\u200B*a** ||\u200B||b [c](java\u200Bscript:alert(1))'} />,
    );
    expect(container.firstElementChild).toHaveAttribute('dir', 'auto');
    expect(container.querySelectorAll('p')).toHaveLength(2);
    expect(container.querySelector('strong')).toBeNull();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('hides a spoiler until somebody wants to see it', async () => {
    render(<MessageText text={'It was ||the *butler*||.'} />);
    expect(screen.queryByText('butler')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Spoiler: show it' }));
    expect(screen.getByText('butler')).toBeVisible();
  });

  it('shows who is called by a name, and who is not', async () => {
    const { rerender } = render(<MessageText text="@grace and @all" mentions={['grace-id']} />);
    await userEvent.click(screen.getByRole('button', { name: '@grace' }));
    expect(shown).toHaveBeenCalledExactlyOnceWith('grace');
    expect(screen.queryByText('@all')).toBeNull();
    rerender(<MessageText text="@grace and @all" mentions={[]} />);
    expect(screen.queryByRole('button')).toBeNull();
    rerender(<MessageText text="@here and @room" mentions={['grace-id']} />);
    expect(screen.getByText('@here')).toBeVisible();
    expect(screen.queryByText('@room')).toBeNull();
    rerender(<MessageText text="@room" mentions="everyone" />);
    expect(screen.getByText('@room')).toBeVisible();
  });

  it('colours a program whose language is known, and copies it', async () => {
    const user = userEvent.setup();
    const { container } = render(<MessageText text={'```java\nfinal int a = 1;\n```'} />);
    await vi.waitFor(() => expect(container.querySelector('.hljs-keyword')).toHaveTextContent('final'));
    await user.click(screen.getByRole('button', { name: 'Copy code' }));
    expect(await navigator.clipboard.readText()).toBe('final int a = 1;');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeVisible();
  });

  it('keeps what stands at its end in the last line', () => {
    render(<MessageText text={'a\n\nb'}>(edited)</MessageText>);
    expect(screen.getByText(/^b/)).toHaveTextContent('b(edited)');
  });

  it.each(['🎉', '👋🏿 ❤️', '👩‍🚀🏳️‍🌈', '🇫🇷'])('shows %s large', (text) => {
    const { container } = render(<MessageText text={text} />);
    expect(container.firstChild).toHaveClass('text-3xl');
  });

  it.each(['1', '🎉🎉🎉🎉', 'ok 🎉', '#'])('does not show %s large', (text) => {
    const { container } = render(<MessageText text={text} />);
    expect(container.firstChild).not.toHaveClass('text-3xl');
  });
});
