import type dgram from 'node:dgram';
import { closeQuietly, sendQuietly } from './sockets';

/** How many flows a relay keeps, and for how long one that nobody uses: that of conntrack for UDP without an answer. */
const MOST = 1_024;
const IDLE_MS = 30_000;

interface UdpFlow {
  readonly socket: Promise<dgram.Socket | undefined>;
  readonly idle: NodeJS.Timeout;
}

/** The flows of a UDP relay, as conntrack has them. Whoever was not used for longest goes when there are too many. */
export class UdpFlows<K> implements Disposable {
  /** The one that was used last is the last one. */
  private readonly flows = new Map<K, UdpFlow>();

  constructor(
    private readonly most = MOST,
    private readonly idleMs = IDLE_MS,
  ) {}

  get size(): number {
    return this.flows.size;
  }

  /**
   * Sends a datagram on a flow, which is opened if there is none; rejects where it cannot be opened. Undefined in place of a socket: what
   * is not delivered leaves no trace, and the next datagram is judged anew.
   */
  async send(key: K, message: Buffer, open: () => Promise<dgram.Socket | undefined>): Promise<void> {
    const flow = this.flows.get(key) ?? this.begin(key, open);
    flow.idle.refresh();
    this.flows.delete(key);
    this.flows.set(key, flow);
    const [longest] = this.flows.keys();
    if (this.flows.size > this.most && longest !== undefined) this.end(longest);
    try {
      const socket = await flow.socket;
      if (socket !== undefined) return sendQuietly(socket, message);
      if (this.flows.get(key) === flow) this.end(key);
    } catch (error) {
      if (this.flows.get(key) === flow) this.end(key);
      throw error;
    }
  }

  end(key: K): void {
    const flow = this.flows.get(key);
    this.flows.delete(key);
    clearTimeout(flow?.idle);
    flow?.socket.then((socket) => socket && closeQuietly(socket)).catch(() => undefined);
  }

  [Symbol.dispose](): void {
    for (const key of this.flows.keys()) this.end(key);
  }

  private begin(key: K, open: () => Promise<dgram.Socket | undefined>): UdpFlow {
    return { socket: open(), idle: setTimeout(() => this.end(key), this.idleMs).unref() };
  }
}
