import { isWatched, showStatus } from './print';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** What takes longer than this, in milliseconds, shows that it is alive. */
const PATIENCE_MS = 1_000;

/** One line on stderr that says what is going on; nothing where stderr is no terminal. */
export class Progress implements Disposable {
  private text = '';
  private frame = 0;
  private shown = false;
  private readonly startedAt = Date.now();
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(enabled: boolean) {
    if (!enabled || !isWatched()) return;
    this.timer = setInterval(() => this.draw(), FRAME_MS).unref();
  }

  say(text: string): void {
    this.text = text;
  }

  /** Takes the line away for something to be printed; it comes back when there is more to say. */
  clear(): void {
    if (this.shown) showStatus();
  }

  [Symbol.dispose](): void {
    clearInterval(this.timer);
    this.clear();
  }

  private draw(): void {
    if (Date.now() - this.startedAt < PATIENCE_MS) return;
    this.shown = true;
    showStatus(`${FRAMES[this.frame++ % FRAMES.length] ?? ''} ${this.text}`);
  }
}
