import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Room } from '@/features/chat/model';
import { orderWith, sectionOf, type ShownSection } from './arrange';
import { takes } from './sections';
import type { Wish } from './useSections';

/** Where a room that is dragged would go. */
export interface Drop {
  readonly sectionId: string;
  /** Directly above this room; null: at the end. Absent: into the section, which puts it where it belongs. */
  readonly above?: string | null;
}

export interface Drag {
  readonly room: Room;
  readonly drop: Drop | null;
}

/** A press that moves less than this is a click. */
const THRESHOLD_PX = 6;
/** So near its edges, the list scrolls. */
const EDGE_PX = 36;
const SCROLL_PX = 10;

interface Options {
  /** What scrolls, with all sections in it. */
  readonly list: RefObject<HTMLElement | null>;
  readonly sections: readonly ShownSection[];
  readonly onMove: (wish: Wish) => void;
}

/**
 * Drags rooms with the mouse; touch scrolls, and has the menus, as the keyboard has. Rows say what they are by `data-room`,
 * sections by `data-section`.
 */
export function useRoomDrag({ list, sections, onMove }: Options) {
  const [drag, setDrag] = useState<Drag | null>(null);
  /** What follows the mouse. */
  const ghost = useRef<HTMLDivElement>(null);
  const latest = useRef({ sections, onMove });
  const stop = useRef<() => void>(undefined);

  useEffect(() => {
    latest.current = { sections, onMove };
  });
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (down: PointerEvent) => {
    const row = down.target instanceof Element ? down.target.closest<HTMLElement>('[data-room]') : null;
    const pressed = down.target instanceof Element && down.target.closest('button') !== null;
    if (down.pointerType !== 'mouse' || down.button !== 0 || row === null || pressed) return;
    const roomId = row.dataset['room'];
    let current: Drag | null = null;
    let frame = 0;
    let at = { x: down.clientX, y: down.clientY };

    const find = () => {
      const shown = latest.current.sections;
      const room = current?.room ?? shown.flatMap(({ all }) => all).find(({ id }) => id === roomId);
      if (room === undefined) return;
      current = { room, drop: dropAt(at, room, shown) };
      setDrag(current);
    };
    const follow = () => {
      ghost.current?.style.setProperty('transform', `translate(${at.x + 12}px, ${at.y - 12}px)`);
      const box = list.current?.getBoundingClientRect();
      const step =
        box === undefined ? 0 : at.y < box.top + EDGE_PX ? -SCROLL_PX : at.y > box.bottom - EDGE_PX ? SCROLL_PX : 0;
      if (step !== 0) {
        if (list.current !== null) list.current.scrollTop += step;
        find();
      }
      frame = requestAnimationFrame(follow);
    };
    const move = (event: globalThis.PointerEvent) => {
      at = { x: event.clientX, y: event.clientY };
      if (current === null) {
        if (Math.hypot(at.x - down.clientX, at.y - down.clientY) < THRESHOLD_PX) return;
        frame = requestAnimationFrame(follow);
      }
      find();
    };
    const end = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', key, true);
      stop.current = undefined;
      current = null;
      setDrag(null);
    };
    const up = () => {
      const done = current;
      end();
      if (done === null) return;
      // The press has ended over a link, which is not to be followed.
      const swallow = (click: Event) => {
        click.preventDefault();
        click.stopPropagation();
      };
      window.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
      const wish = wishOf(done, latest.current.sections);
      if (wish !== null) latest.current.onMove(wish);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || current === null) return;
      event.stopPropagation();
      end();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', key, true);
    stop.current = end;
  };

  return { drag, ghost, onPointerDown };
}

function dropAt({ x, y }: { x: number; y: number }, room: Room, sections: readonly ShownSection[]): Drop | null {
  const under = document.elementFromPoint(x, y);
  const sectionId = under?.closest<HTMLElement>('[data-section]')?.dataset['section'];
  const shown = sections.find(({ section }) => section.id === sectionId);
  if (sectionId === undefined || shown === undefined || !takes(shown.section, room)) return null;
  const here = shown.all.some(({ id }) => id === room.id);
  if (shown.rooms.length === 0 || (!here && shown.section.sort !== 'MANUAL')) return { sectionId };
  const row = under?.closest<HTMLElement>('[data-room]');
  // Over the heading: at the top; below the last: at the end.
  if (row == null) {
    const first = shown.rooms[0]?.id ?? null;
    return { sectionId, above: under?.closest('h2, button') == null ? null : first };
  }
  const { top, height } = row.getBoundingClientRect();
  const at = shown.rooms.findIndex(({ id }) => id === row.dataset['room']);
  const below = y > top + height / 2 ? 1 : 0;
  return { sectionId, above: shown.rooms[at + below]?.id ?? null };
}

/** What dropping the room there means; null where it stays. */
export function wishOf({ room, drop }: Drag, sections: readonly ShownSection[]): Wish | null {
  const to = sections.find(({ section }) => section.id === drop?.sectionId);
  if (drop === null || to === undefined) return null;
  const here =
    sectionOf(
      room,
      sections.map(({ section }) => section),
    )?.id === to.section.id;
  if (here && drop.above === undefined) return null;
  const order = drop.above === undefined || drop.above === room.id ? [] : orderWith(to.all, room, drop.above);
  if (here && (order.length === 0 || order.every((id, index) => id === to.all[index]?.id))) return null;
  const place = order.indexOf(room.id) + 1;
  const said =
    place === 0
      ? `${room.name} moved to ${to.section.title}`
      : `${room.name} moved to place ${place} of ${order.length} in ${to.section.title}`;
  return { kind: 'move', room, to: to.section.id, order, said };
}
