/** Whether one writes with a finger: the keyboard is on the screen, and its Enter begins a new line. */
export function isTouch(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
