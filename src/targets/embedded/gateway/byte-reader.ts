import type net from 'node:net';

/** The peer does not speak SOCKS 5, or left in the middle of a sentence. */
export class SocksProtocolError extends Error {
  override readonly name = 'SocksProtocolError';
}

/** Reads a stream by numbers of bytes. */
export class ByteReader {
  private pending: Buffer = Buffer.alloc(0);

  constructor(private readonly socket: net.Socket) {}

  /** The next bytes, exactly so many of them. */
  async take(length: number): Promise<Buffer> {
    while (this.pending.length < length) {
      const chunk = this.socket.read() as Buffer | null;
      if (chunk !== null) {
        this.pending = Buffer.concat([this.pending, chunk]);
      } else if (this.socket.readableEnded || this.socket.destroyed) {
        throw new SocksProtocolError('the client left early');
      } else {
        await this.more();
      }
    }
    const taken = this.pending.subarray(0, length);
    this.pending = this.pending.subarray(length);
    return taken;
  }

  /** Gives back to the stream what was read too much. */
  release(): void {
    if (this.pending.length > 0) this.socket.unshift(this.pending);
  }

  private more(): Promise<void> {
    return new Promise((resolve) => {
      const events = ['readable', 'end', 'close'];
      const woken = (): void => {
        for (const event of events) this.socket.off(event, woken);
        resolve();
      };
      for (const event of events) this.socket.once(event, woken);
    });
  }
}
