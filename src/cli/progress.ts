import { isWatched, showStatus, tell } from './print';
import { timeToGo } from './time-to-go';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** What takes longer than this, in milliseconds, shows that it is alive. */
const PATIENCE_MS = 1_000;

/** So often a line is added to a log, which nobody watches. */
const LOG_MS = 10_000;

/** One line on stderr that says what is going on; where stderr is not a terminal, another line every ten seconds. */
export class Progress implements Disposable {
  private text = '';
  private share: number | undefined;
  /** Since when there is a share. */
  private sharedAt = 0;
  private frame = 0;
  private shown = false;
  private readonly startedAt = Date.now();
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(enabled: boolean) {
    if (!enabled) return;
    this.timer = (
      isWatched() ? setInterval(() => this.draw(), FRAME_MS) : setInterval(() => this.log(), LOG_MS)
    ).unref();
  }

  /** @param share how much of it is done, from 0 up to 1. Default: not known */
  say(text: string, share?: number): void {
    if (this.share === undefined && share !== undefined) this.sharedAt = Date.now();
    this.text = text;
    this.share = share;
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
    showStatus(`${FRAMES[this.frame++ % FRAMES.length] ?? ''} ${this.line}`);
  }

  private log(): void {
    if (this.text !== '') tell(this.line);
  }

  private get line(): string {
    return `${this.text}${this.share === undefined ? '' : timeToGo(this.share, Date.now() - this.sharedAt)}`;
  }
}
