import { beforeEach, describe, expect, it } from 'vitest';
import { faviconOf, showFavicon } from './favicon';

function drawn(): string {
  return decodeURIComponent(document.querySelector('link[rel=icon]')?.getAttribute('href') ?? '');
}

describe('the picture in the tab', () => {
  beforeEach(() => {
    document.head.innerHTML = '<link rel="icon" href="/favicon.svg" />';
  });

  it('is plain while nothing is unread', () => {
    showFavicon(3, 1);
    showFavicon(0, 0);
    expect(drawn()).toBe('/favicon.svg');
  });

  it('has a dot when something is unread, and no number', () => {
    showFavicon(120, 0);
    expect(drawn()).toContain('<circle');
    expect(drawn()).not.toContain('<text');
  });

  it('has the number of what is meant for the person, as far as it fits', () => {
    showFavicon(12, 3);
    expect(drawn()).toContain('>3</text>');
    showFavicon(120, 10);
    expect(drawn()).toContain('>9+</text>');
  });

  it('is a picture', () => {
    const svg = decodeURIComponent(faviconOf(1, 1).replace('data:image/svg+xml,', ''));
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
  });
});
