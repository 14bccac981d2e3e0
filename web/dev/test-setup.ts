import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

// What jsdom lacks of a browser.
const ignore = () => undefined;

Object.assign(window, {
  matchMedia: (media: string) => ({ matches: false, media, addEventListener: ignore, removeEventListener: ignore }),
  ResizeObserver: class {
    observe = ignore;
    unobserve = ignore;
    disconnect = ignore;
  },
});
Object.assign(Element.prototype, { scrollIntoView: ignore });
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});
