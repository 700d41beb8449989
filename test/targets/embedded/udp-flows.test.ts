import { Sockets } from '../../../src/targets/embedded/sockets';
import { UdpFlows } from '../../../src/targets/embedded/udp-flows';

describe('the flows of a UDP relay', () => {
  let sockets: Sockets;
  let opened: number;
  const open = async () => {
    opened++;
    return sockets.bind();
  };
  const message = Buffer.from('x');
  beforeEach(() => {
    sockets = new Sockets();
    opened = 0;
  });
  afterEach(async () => {
    vi.useRealTimers();
    await sockets[Symbol.asyncDispose]();
  });

  it('are opened once each', async () => {
    using flows = new UdpFlows<string>();
    for (const key of ['a', 'b', 'a', 'b']) await flows.send(key, message, open);
    expect([opened, flows.size]).toEqual([2, 2]);
  });

  it('give way to others when there are too many, first whoever was not used for longest', async () => {
    using flows = new UdpFlows<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) await flows.send(key, message, open);
    expect(flows.size).toBe(2);
    await flows.send('a', message, open);
    expect(opened).toBe(3);
    await flows.send('b', message, open);
    expect(opened).toBe(4);
    await vi.waitFor(() => expect(sockets.size).toBe(2));
  });

  it('end when nobody uses them, and begin anew', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    using flows = new UdpFlows<string>(2, 1_000);
    await flows.send('a', message, open);
    vi.advanceTimersByTime(900);
    await flows.send('a', message, open);
    vi.advanceTimersByTime(900);
    expect(flows.size).toBe(1);
    vi.advanceTimersByTime(100);
    expect(flows.size).toBe(0);
    await flows.send('a', message, open);
    expect(opened).toBe(2);
  });

  it.each([
    ['is not delivered', async () => undefined],
    ['cannot be opened', () => Promise.reject(new Error('no'))],
  ])('are not kept where the datagram %s', async (_, fail) => {
    using flows = new UdpFlows<string>();
    await flows.send('a', message, fail).catch(() => undefined);
    expect(flows.size).toBe(0);
  });
});
