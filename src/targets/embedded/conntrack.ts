import type { Delivered } from '../../dataplane/flow';

/** A connection as the cluster has it, where the process that serves it only sees two ports of the loopback interface. */
export interface Connection {
  readonly delivered: Delivered;
  /** Source port that the process sees. */
  readonly sourcePort: number;
}

export type Transport = 'tcp' | 'udp';

/**
 * Which connection of the cluster a real one stands for: written by whoever opens it, read by the process that serves
 * it. Many Pods share one real server, and this tells which of them is meant and who its client is.
 */
export class Conntrack {
  private readonly connections = new Map<string, Connection>();
  private readonly endings = new Map<Connection, () => void>();

  get size(): number {
    return this.connections.size;
  }

  add(transport: Transport, clientPort: number, serverPort: number, connection: Connection): () => void {
    const key = keyOf(transport, clientPort, serverPort);
    this.connections.set(key, connection);
    return () => {
      // The port may be in use again before the end of its last connection is reported.
      if (this.connections.get(key) === connection) this.connections.delete(key);
      this.endings.get(connection)?.();
      this.endings.delete(connection);
    };
  }

  /** Has something done when a connection ends, of which its server is not told: that of UDP. */
  onEnd(connection: Connection, ended: () => void): void {
    this.endings.set(connection, ended);
  }

  find(transport: Transport, clientPort: number, serverPort: number): Connection | undefined {
    return this.connections.get(keyOf(transport, clientPort, serverPort));
  }
}

function keyOf(transport: Transport, clientPort: number, serverPort: number): string {
  return `${transport} ${clientPort} ${serverPort}`;
}
