import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { PassThrough } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ExecPlace } from '../../../../src/targets/cluster/prober/exec';

/** What a command in a container reads and writes. */
export interface CommandStreams {
  readonly stdin: PassThrough;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Runs a command in a container, until it ends. */
export type Exec = (place: ExecPlace, command: readonly string[], streams: CommandStreams) => Promise<void>;

const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v4.channel.k8s.io' });

const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;

/** Carries a command over a WebSocket, as `kubectl exec` does: the first byte of a message says to which stream it belongs. */
export function acceptExec(request: IncomingMessage, socket: Duplex, head: Buffer, run: Exec): void {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://api');
  const [, namespace = '', pod = ''] = /\/namespaces\/([^/]+)\/pods\/([^/]+)\/exec$/.exec(pathname) ?? [];
  const place = { namespace, pod, container: searchParams.get('container') ?? '' };
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    const stdin = new PassThrough();
    const send = (stream: number, text: string) =>
      webSocket.send(Buffer.from(`${String.fromCharCode(stream)}${text}`, 'latin1'));
    webSocket.on('message', (data: Buffer) => stdin.write(data.subarray(1)));
    webSocket.on('close', () => stdin.end());
    const streams = {
      stdin,
      stdout: (text: string) => send(STDOUT, text),
      stderr: (text: string) => send(STDERR, text),
    };
    void run(place, searchParams.getAll('command'), streams).then(() => {
      send(STATUS, JSON.stringify({ status: 'Success' }));
      webSocket.close();
    });
  });
}
