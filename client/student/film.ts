/** A page's pictures, one after the other, and the longest gap between two of them. */

/** The longest gap between two moments that follow each other; 0 if there are fewer than two. */
export function longestGap(moments: readonly number[]): number {
  return moments.reduce((longest, at, index) => Math.max(longest, at - (moments[index - 1] ?? at)), 0);
}

/** Calls `onFrame` at each picture that the browser draws, until it is stopped. */
export class Film {
  private moments: number[] = [];
  private request: number;
  private hidden = false;
  private frames = 0;

  constructor(private readonly onFrame: (frames: number, at: number) => void) {
    document.addEventListener("visibilitychange", this.onVisibility);
    this.request = requestAnimationFrame(this.next);
  }

  stop(): void {
    cancelAnimationFrame(this.request);
    document.removeEventListener("visibilitychange", this.onVisibility);
  }

  /** The longest gap while `work` goes on, and in the half second after it; null if the page was hidden. */
  async measure(work: () => Promise<void>): Promise<number | null> {
    this.hidden = document.hidden;
    this.moments = [performance.now()];
    await work();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return this.hidden ? null : longestGap(this.moments);
  }

  private readonly onVisibility = (): void => {
    this.hidden ||= document.hidden;
  };

  /** The moment at which a picture is drawn, not the one for which the browser had planned it. */
  private readonly next = (): void => {
    const at = performance.now();
    this.moments.push(at);
    if (this.moments.length > 2000) this.moments.shift();
    this.frames += 1;
    this.onFrame(this.frames, at);
    this.request = requestAnimationFrame(this.next);
  };
}
