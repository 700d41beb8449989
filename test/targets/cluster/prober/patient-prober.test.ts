import { PatientProber } from '../../../../src/targets/cluster/prober/patient-prober';
import type { Prober, ProberRequest, RawReply } from '../../../../src/targets/cluster/prober/requests';
import { WAITS } from '../../../../src/targets/cluster/waits';

const TCP: ProberRequest = { kind: 'tcp', host: '10.0.0.1', port: 80, question: '' };
const DNS: ProberRequest = { kind: 'dns', name: 'web', type: 'A' };

/** A prober whose requests a test answers, and what one that stands over it tells of them. */
function asked(request: ProberRequest, silentTries: number) {
  const open: { readonly count: number; readonly reply: () => void; readonly end: (replies: RawReply[]) => void }[] =
    [];
  const prober: Prober = {
    ask: (_, count, _signal, onReply = () => {}) =>
      new Promise((resolve) => open.push({ count, reply: onReply, end: resolve })),
  };
  let silences = 0;
  const replies = new PatientProber(prober, silentTries, () => silences++).ask(request, 11);
  return { open, replies, counts: () => open.map(({ count }) => count), silences: () => silences };
}

const reply = (status: string): RawReply => ({ status, text: '', noise: '' });

describe('tries that nobody answers', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('wait at the same time, once the first was silent for a while, of which somebody hears', async () => {
    const { open, replies, counts, silences } = asked(TCP, 3);
    vi.advanceTimersByTime(WAITS.silenceMs - 1);
    expect([counts(), silences()]).toEqual([[11], 0]);
    vi.advanceTimersByTime(1);
    expect([counts(), silences()]).toEqual([[11, 1, 1], 1]);
    for (const { end } of open.toReversed()) end([reply('timedOut')]);
    expect((await replies).map(({ status }) => status)).toEqual(['timedOut', 'timedOut', 'timedOut']);
  });

  test('are not sent where the first was answered, however long the others take', async () => {
    const { open, replies, counts, silences } = asked(TCP, 3);
    open[0]?.reply();
    vi.advanceTimersByTime(10 * WAITS.silenceMs);
    open[0]?.end([reply('answered'), reply('timedOut')]);
    expect((await replies).map(({ status }) => status)).toEqual(['answered', 'timedOut']);
    expect([counts(), silences()]).toEqual([[11], 0]);
  });

  test('count beside an answer that comes late', async () => {
    const { open, replies } = asked(TCP, 2);
    vi.advanceTimersByTime(WAITS.silenceMs);
    open[1]?.end([reply('timedOut')]);
    open[0]?.end([reply('answered')]);
    expect((await replies).map(({ status }) => status)).toEqual(['answered', 'timedOut']);
  });

  test('are none where a name server is asked, which is believed at once', async () => {
    const { counts, silences } = asked(DNS, 2);
    vi.advanceTimersByTime(WAITS.silenceMs);
    expect([counts(), silences()]).toEqual([[11], 1]);
  });

  test('fail as the first does', async () => {
    const failing: Prober = {
      ask: () => new Promise((_, reject) => setTimeout(() => reject(new Error('lost')), 2000)),
    };
    const replies = new PatientProber(failing, 2, () => {}).ask(TCP, 11);
    const failed = expect(replies).rejects.toThrow('lost');
    await vi.advanceTimersByTimeAsync(5000);
    await failed;
  });
});
