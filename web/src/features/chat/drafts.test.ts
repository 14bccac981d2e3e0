import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drafts, SETTLE_MS } from './drafts';
import { Store } from './store';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function device() {
  const store = new Store();
  const putDraft = vi.fn((_room: string, _text: string) => Promise.resolve());
  const drafts = new Drafts(store, { putDraft });
  return { drafts, putDraft, store, here: () => store.get().drafts.r };
}

const settle = () => vi.advanceTimersByTimeAsync(SETTLE_MS);

describe('a draft', () => {
  it('is told to the server a moment after the last key', async () => {
    const { drafts, putDraft } = device();
    drafts.connected();
    drafts.write('r', 'h');
    await vi.advanceTimersByTimeAsync(SETTLE_MS - 1);
    drafts.write('r', 'hi');
    await settle();
    expect(putDraft.mock.calls).toEqual([['r', 'hi']]);
    await settle();
    expect(putDraft).toHaveBeenCalledTimes(1);
  });

  it('is told at once when the page goes away, and what was written meanwhile after that', async () => {
    const { drafts, putDraft } = device();
    drafts.connected();
    drafts.write('r', 'hi');
    drafts.tellNow();
    drafts.write('r', 'hi there');
    await settle();
    expect(putDraft.mock.calls).toEqual([
      ['r', 'hi'],
      ['r', 'hi there'],
    ]);
  });

  it('stays on the device while there is no connection, and is told with the next', async () => {
    const { drafts, putDraft, here } = device();
    drafts.write('r', 'hi');
    await settle();
    expect(putDraft).not.toHaveBeenCalled();
    putDraft.mockRejectedValueOnce(new Error('offline'));
    drafts.connected();
    await settle();
    expect(here()).toBe('hi');
    drafts.disconnected();
    drafts.connected();
    await settle();
    expect(putDraft).toHaveBeenCalledTimes(2);
  });

  it('comes from another device, and is what stands in the field', () => {
    const { drafts, store, here } = device();
    drafts.connected();
    drafts.heard('r', 'from the phone');
    expect(here()).toBe('from the phone');
    expect(store.get().draftsReplaced).toBe(1);
    drafts.heard('r', '');
    expect(here()).toBeUndefined();
  });

  it('is not disturbed by hearing of itself while one goes on', async () => {
    const { drafts, here, store } = device();
    drafts.connected();
    drafts.write('r', 'hello wrld');
    await settle();
    drafts.write('r', 'hello world');
    drafts.heard('r', 'hello wrld');
    expect(here()).toBe('hello world');
    expect(store.get().draftsReplaced).toBe(0);
  });

  it('of two devices is kept by both where both went on with it', async () => {
    const { drafts, putDraft, here } = device();
    drafts.restore([{ roomId: 'r', text: 'written on the train', base: 'begun' }]);
    drafts.connected();
    drafts.listed({ r: 'begun at the desk, too' });
    expect(here()).toBe('begun at the desk, too\n\nwritten on the train');
    await settle();
    expect(putDraft).toHaveBeenLastCalledWith('r', 'begun at the desk, too\n\nwritten on the train');
  });

  it('that was sent while the device was away does not come back', async () => {
    const { drafts, putDraft, here } = device();
    drafts.restore([{ roomId: 'r', text: '', base: 'said by now' }]);
    drafts.listed({ r: 'said by now' });
    expect(here()).toBeUndefined();
    drafts.connected();
    await settle();
    expect(putDraft).toHaveBeenLastCalledWith('r', '');
  });

  it('that was sent elsewhere while the device was away goes here, too', () => {
    const { drafts, here } = device();
    drafts.restore([{ roomId: 'r', text: 'half', base: 'half' }]);
    drafts.listed({});
    expect(here()).toBeUndefined();
  });

  it('is not taken for an older one that was read while the server was told', async () => {
    const { drafts, putDraft, here } = device();
    let answer: () => void = () => undefined;
    putDraft.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    drafts.restore([{ roomId: 'r', text: 'newer', base: 'old' }]);
    drafts.connected();
    drafts.tellNow();
    drafts.listed({ r: 'old' });
    answer();
    await settle();
    expect(here()).toBe('newer');
    expect(drafts.bases()).toEqual({ r: 'newer' });
  });

  it('is forgotten with its room', async () => {
    const { drafts, putDraft, here } = device();
    drafts.connected();
    drafts.write('r', 'hi');
    drafts.forget('r');
    await settle();
    expect(here()).toBeUndefined();
    expect(putDraft).not.toHaveBeenCalled();
  });
});
