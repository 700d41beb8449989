import type { IncomingHttpHeaders } from 'node:http';
import http from 'node:http';
import type net from 'node:net';

export interface HttpRequest {
  readonly path: string;
  readonly host: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** HTTP over one connection that is open already. */
export class HttpExchange {
  private readonly agent: http.Agent;

  constructor(socket: net.Socket) {
    this.agent = new SingleConnection(socket);
  }

  /** The reply to a GET; the path is sent as it is. Rejects when the connection ends before. */
  get({ path, host }: HttpRequest): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      const request = http.request({ path, agent: this.agent, headers: { host } }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      });
      request.once('error', reject);
      request.end();
    });
  }
}

/** An agent that has the one connection. */
class SingleConnection extends http.Agent {
  constructor(private readonly socket: net.Socket) {
    super({ keepAlive: true, maxSockets: 1 });
  }

  createConnection(): net.Socket {
    return this.socket;
  }
}
