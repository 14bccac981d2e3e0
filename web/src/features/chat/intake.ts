/** Taking in and drawing gets a third of the time at most: typing and scrolling have the rest. */
const REST_PER_WORK = 2;
/** So much later, at most, something is shown than it came. */
const LONGEST_REST_MS = 250;
/** What is drawn by the next frame of the usual 60 a second cost little, for most of it may have been waiting for the frame. */
const FRAME_MS = 1000 / 60;

export interface IntakePorts {
  now(): number;
  /** Calls once what has changed by now is drawn; where nobody sees it, perhaps never. */
  drawn(then: () => void): void;
}

/**
 * What comes one by one and is drawn: at once while that costs little. While much comes, it is taken in together whenever the screens have
 * rested, so that of a hundred messages only those are drawn that are in view in the end.
 */
export class Intake<Item> {
  #waiting: Item[] = [];
  #restsUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ports: IntakePorts,
    private readonly take: (items: Item[]) => void,
  ) {}

  add(items: readonly Item[]): void {
    this.#waiting.push(...items);
    // However the clock is set meanwhile.
    const rest = Math.min(this.#restsUntil - this.ports.now(), LONGEST_REST_MS);
    if (rest <= 0) this.flush();
    // Begun here and not when the rest began: a chain of timers is slowed to one a minute in a tab that nobody sees.
    else this.#timer ??= setTimeout(() => this.flush(), rest);
  }

  /** Takes in what waits, now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const items = this.#waiting;
    this.#waiting = [];
    const begun = this.ports.now();
    this.take(items);
    this.ports.drawn(() => {
      const now = this.ports.now();
      this.#restsUntil = now + Math.min((now - begun - FRAME_MS) * REST_PER_WORK, LONGEST_REST_MS);
    });
  }
}
