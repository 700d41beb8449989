import type { Listener } from '../flow';
import type { Headers } from '../gateway/headers';
import { headerText } from '../gateway/headers';
import { publicStatusOf } from '../public-paths';
import { answerEcho } from './echo-basic';
import { answerHttp } from './netexec';

/** A request as it arrives at a process. */
export interface ArrivingRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Without `host`. */
  readonly headers: Headers;
  /** Over HTTP/2. */
  readonly h2: boolean;
  /** Present when it came over TLS, with the server name that was sent. */
  readonly tls?: { readonly sni: string };
}

/** What a process answers. */
export interface ProcessAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Absent for answers that are none of gRPC. */
  readonly grpcStatus?: number;
  /** How long it takes until it answers. */
  readonly delayMs: number;
  /** Whether the process itself looked at the request, so that it can tell what it saw. */
  readonly seen: boolean;
  /** Whether the connection goes on as a WebSocket. Default: false. */
  readonly upgraded?: boolean;
}

/** What the process that a request arrives at answers; undefined: it ends the connection. */
export function answerRequest(listener: Listener, request: ArrivingRequest): ProcessAnswer | undefined {
  switch (listener.type) {
    case 'pod': {
      const speaksTls = listener.secret !== undefined;
      if (request.tls === undefined) return speaksTls ? untold(400) : answerOfPod(listener, request);
      return speaksTls ? answerOfPod(listener, request) : undefined;
    }
    case 'externalHost':
      return request.tls === undefined ? told(answerHttp(request.path, {}, NOBODY).status) : undefined;
    case 'healthCheck':
      return untold(listener.status);
    case 'apiServer':
      return untold(request.tls === undefined ? 400 : publicStatusOf(request.path));
    case 'gateway':
    case 'ingress':
    case 'dns':
      return undefined;
  }
}

/** Whether a request is one of gRPC. */
export function isGrpc(headers: Headers): boolean {
  return headerText(headers, 'content-type')?.startsWith('application/grpc') === true;
}

function answerOfPod(
  { answers }: Extract<Listener, { type: 'pod' }>,
  { path, headers, h2 }: ArrivingRequest,
): ProcessAnswer | undefined {
  if (answers === 'grpc') {
    if (!h2) return undefined;
    if (isGrpc(headers)) return { ...told(200), grpcStatus: 0 };
    const message = `invalid gRPC request content-type ${JSON.stringify(headerText(headers, 'content-type') ?? '')}`;
    return { ...untold(415), headers: { 'grpc-status': ['3'], 'grpc-message': [message] } };
  }
  if (headerText(headers, 'upgrade')?.toLowerCase() === 'websocket') return { ...untold(101), upgraded: true };
  if (answers === 'echo') {
    const answer = answerEcho(path, headers);
    // What it tells is no message of gRPC.
    return isGrpc(headers) ? { ...answer, seen: false } : answer;
  }
  if (isGrpc(headers)) return { ...told(200), grpcStatus: 0 };
  return told(answers === 'hostname' ? 200 : answerHttp(path, {}, NOBODY).status);
}

const NOBODY = { hostname: '', client: '' };

function told(status: number): ProcessAnswer {
  return { status, headers: {}, delayMs: 0, seen: true };
}

function untold(status: number): ProcessAnswer {
  return { ...told(status), seen: false };
}
