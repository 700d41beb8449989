import { WAITS } from '../waits';
import type { Prober, ProberRequest, RawReply } from './requests';

/**
 * A prober for one probe. Silence is believed after several tries, each of which waits for its whole time: once the first was silent
 * for a while, the others are sent as well, so that all of them wait at the same time, and somebody hears of it.
 */
export class PatientProber implements Prober {
  constructor(
    private readonly prober: Prober,
    private readonly silentTries: number,
    private readonly onSilence: () => void,
  ) {}

  async ask(request: ProberRequest, count: number, signal?: AbortSignal): Promise<readonly RawReply[]> {
    const others: Promise<readonly RawReply[]>[] = [];
    const timer = setTimeout(() => {
      this.onSilence();
      for (let tries = 1; tries < this.silentTries && isTry(request); tries++) {
        const other = this.prober.ask(request, 1, signal);
        other.catch(() => undefined);
        others.push(other);
      }
    }, WAITS.silenceMs);
    try {
      const replies = await this.prober.ask(request, count, signal, () => clearTimeout(timer));
      return [replies, ...(await Promise.all(others))].flat();
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Whether a request makes a connection, which is tried again, and is not a question of which the answer is believed. */
function isTry({ kind }: ProberRequest): boolean {
  return kind !== 'dns' && kind !== 'resolve' && kind !== 'env';
}
