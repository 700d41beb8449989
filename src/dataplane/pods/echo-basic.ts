import type { Container, PodSpec } from '../../model/objects';
import { keyOf } from '../../terms/object-ref';
import { milliseconds } from '../gateway/duration';
import type { Headers } from '../gateway/headers';
import { headerText } from '../gateway/headers';
import type { ContainerListener } from '../running-pod';
import { imageName } from './image-name';

/** Whether a container runs echo-basic, the image of the Gateway API's conformance tests. */
export function isEchoBasic({ image = '', command = [] }: Container): boolean {
  return command.length === 0 && imageName(image) === 'echo-basic';
}

/**
 * What it listens on: HTTP, or gRPC where it is asked to; the same over TLS where it has a certificate, and HTTP/2 without TLS on
 * a port of its own.
 */
export function echoListeners(container: Container, spec: PodSpec, namespace: string): readonly ContainerListener[] {
  const { name = '' } = container;
  const variable = (wanted: string) => (container.env ?? []).find((each) => each.name === wanted)?.value ?? '';
  const answers = variable('GRPC_ECHO_SERVER') === '' ? 'echo' : 'grpc';
  const plain = {
    container: name,
    port: Number(variable('HTTP_PORT') || 3000),
    protocol: 'TCP' as const,
    answers,
  } as const;
  const secret = secretAt(variable('TLS_SERVER_CERT'), container, spec);
  const others = answers === 'echo' ? [{ ...plain, port: Number(variable('H2C_PORT') || 3001) }] : [];
  if (secret === undefined) return [plain, ...others];
  return [
    plain,
    ...others,
    { ...plain, port: Number(variable('HTTPS_PORT') || 8443), secret: keyOf(namespace, secret) },
  ];
}

/** The Secret that is mounted where a file stands. */
function secretAt(file: string, { volumeMounts = [] }: Container, { volumes = [] }: PodSpec): string | undefined {
  const mount = volumeMounts.find(({ mountPath = '' }) => mountPath !== '' && file.startsWith(`${mountPath}/`));
  return volumes.find(({ name }) => name === mount?.name)?.secret?.secretName;
}

/** What it answers, and after how long. */
export interface EchoAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly delayMs: number;
  /** Whether the answer tells the request. */
  readonly seen: boolean;
}

/** `/status/503` answers 503, `?delay=2s` waits, and the field `X-Echo-Set-Header: A:b, C:d` sets fields of the answer. */
export function answerEcho(target: string, headers: Headers): EchoAnswer {
  const { pathname, searchParams } = new URL(target.startsWith('/') ? `http://echo${target}` : 'http://echo/');
  const asked = /^\/status\/([2-5]\d\d)$/.exec(pathname)?.[1];
  const set = new Map<string, readonly string[]>();
  for (const pair of (headerText(headers, 'x-echo-set-header') ?? '').split(',')) {
    const colon = pair.indexOf(':');
    if (colon > 0) set.set(pair.slice(0, colon).trim().toLowerCase(), [pair.slice(colon + 1).trim()]);
  }
  return {
    status: Number(asked ?? 200),
    headers: Object.fromEntries(set),
    delayMs: milliseconds(searchParams.get('delay') ?? '') ?? 0,
    seen: asked === undefined,
  };
}
