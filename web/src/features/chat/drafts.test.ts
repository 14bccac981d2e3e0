import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drafts, SETTLE_MS, type DraftPlace } from './drafts';
import { Store } from './store';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const R = { roomId: 'r' };

function device() {
  const store = new Store();
  const putDraft = vi.fn((_place: DraftPlace, _text: string) => Promise.resolve());
  const drafts = new Drafts(store, { putDraft });
  return { drafts, putDraft, store, here: () => store.get().drafts.r };
}

const settle = () => vi.advanceTimersByTimeAsync(SETTLE_MS);

describe('a draft', () => {
  it('is told to the server a moment after the last key', async () => {
    const { drafts, putDraft } = device();
    drafts.connected();
    drafts.write(R, 'h');
    await vi.advanceTimersByTimeAsync(SETTLE_MS - 1);
    drafts.write(R, 'hi');
    await settle();
    expect(putDraft.mock.calls).toEqual([[R, 'hi']]);
    await settle();
    expect(putDraft).toHaveBeenCalledTimes(1);
  });

  it('is told at once when the page goes away, and what was written meanwhile after that', async () => {
    const { drafts, putDraft } = device();
    drafts.connected();
    drafts.write(R, 'hi');
    drafts.tellNow();
    drafts.write(R, 'hi there');
    await settle();
    expect(putDraft.mock.calls).toEqual([
      [R, 'hi'],
      [R, 'hi there'],
    ]);
  });

  it('stays on the device while there is no connection, and is told with the next', async () => {
    const { drafts, putDraft, here } = device();
    drafts.write(R, 'hi');
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
    drafts.heard({ ...R, text: 'from the phone' });
    expect(here()).toBe('from the phone');
    expect(store.get().draftsReplaced).toBe(1);
    drafts.heard({ ...R, text: '' });
    expect(here()).toBeUndefined();
  });

  it('is not disturbed by hearing of itself while one goes on', async () => {
    const { drafts, here, store } = device();
    drafts.connected();
    drafts.write(R, 'hello wrld');
    await settle();
    drafts.write(R, 'hello world');
    drafts.heard({ ...R, text: 'hello wrld' });
    expect(here()).toBe('hello world');
    expect(store.get().draftsReplaced).toBe(0);
  });

  it('of two devices is kept by both where both went on with it', async () => {
    const { drafts, putDraft, here } = device();
    drafts.restore([{ roomId: 'r', text: 'written on the train', base: 'begun' }]);
    drafts.connected();
    drafts.listed([{ ...R, text: 'begun at the desk, too' }]);
    expect(here()).toBe('begun at the desk, too\n\nwritten on the train');
    await settle();
    expect(putDraft).toHaveBeenLastCalledWith(R, 'begun at the desk, too\n\nwritten on the train');
  });

  it('that was sent while the device was away does not come back', async () => {
    const { drafts, putDraft, here } = device();
    drafts.restore([{ roomId: 'r', text: '', base: 'said by now' }]);
    drafts.listed([{ ...R, text: 'said by now' }]);
    expect(here()).toBeUndefined();
    drafts.connected();
    await settle();
    expect(putDraft).toHaveBeenLastCalledWith(R, '');
  });

  it('that was sent elsewhere while the device was away goes here, too', () => {
    const { drafts, here } = device();
    drafts.restore([{ roomId: 'r', text: 'half', base: 'half' }]);
    drafts.listed([]);
    expect(here()).toBeUndefined();
  });

  it('is not taken for an older one that was read while the server was told', async () => {
    const { drafts, putDraft, here } = device();
    let answer: () => void = () => undefined;
    putDraft.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    drafts.restore([{ roomId: 'r', text: 'newer', base: 'old' }]);
    drafts.connected();
    drafts.tellNow();
    drafts.listed([{ ...R, text: 'old' }]);
    answer();
    await settle();
    expect(here()).toBe('newer');
    expect(drafts.bases()).toEqual({ r: 'newer' });
  });

  it('of a thread is apart from that of its room, and told with both', async () => {
    const { drafts, putDraft, store } = device();
    const thread = { roomId: 'r', threadId: 't' };
    drafts.connected();
    drafts.write(R, 'to all');
    drafts.write(thread, 'to some');
    await settle();
    expect(putDraft.mock.calls).toEqual([
      [R, 'to all'],
      [thread, 'to some'],
    ]);
    drafts.heard({ ...thread, text: 'from the phone' });
    expect(store.get().drafts).toEqual({ r: 'to all', t: 'from the phone' });
    expect(drafts.threads()).toEqual({ t: 'r' });
    drafts.forget('r');
    expect(store.get().drafts).toEqual({});
  });

  it('of a thread is known for one after a reload', async () => {
    const { drafts, putDraft } = device();
    drafts.restore([{ roomId: 't', threadOf: 'r', text: 'half', base: 'ha' }]);
    drafts.connected();
    await settle();
    expect(putDraft.mock.calls).toEqual([[{ roomId: 'r', threadId: 't' }, 'half']]);
  });

  it('is forgotten with its room', async () => {
    const { drafts, putDraft, here } = device();
    drafts.connected();
    drafts.write(R, 'hi');
    drafts.forget('r');
    await settle();
    expect(here()).toBeUndefined();
    expect(putDraft).not.toHaveBeenCalled();
  });
});
