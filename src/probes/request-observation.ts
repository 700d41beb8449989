import type { Outcome, RequestVerdict, SeenRequest } from './probe';

/** What one try of a request observed. */
export interface RequestObservation extends Omit<RequestVerdict, 'kind' | 'by' | 'also' | 'share'> {
  /** The Pod that answered; absent when the Gateway itself did. */
  readonly by?: string;
}

/** One verdict from the tries of a request, of which there is at least one. */
export function requestVerdictOf(observations: readonly RequestObservation[]): RequestVerdict {
  const answers = observations.filter(({ outcome }) => outcome === 'reached');
  const [first] = observations;
  const others = [...new Set(observations.map(({ outcome }) => outcome))].filter((each) => each !== 'reached');
  if (answers.length === 0) return { kind: 'request', outcome: first?.outcome ?? 'timedOut' };
  const fromPods = answers.filter(({ by }) => by !== undefined);
  // Answers of Pods come before those of whatever stands in front of them.
  const { by: _, outcome: __, copies: ___, ...told } = fromPods[0] ?? answers[0] ?? { outcome: 'reached' };
  const copies = copiesIn(answers);
  const share = sharesIn(answers);
  return {
    kind: 'request',
    outcome: 'reached',
    ...(others.length === 0 ? {} : { also: others.sort() as Outcome[] }),
    by: [...new Set(fromPods.flatMap(({ by }) => by ?? []))].sort(),
    ...told,
    ...(copies === undefined ? {} : { copies }),
    ...(share === undefined ? {} : { share }),
  };
}

function copiesIn(answers: readonly RequestObservation[]): RequestVerdict['copies'] {
  if (answers.every(({ copies }) => copies === undefined)) return undefined;
  const found = new Map<string, Set<string>>();
  for (const [pod, paths] of answers.flatMap(({ copies }) => Object.entries(copies ?? {}))) {
    for (const path of paths) found.set(pod, (found.get(pod) ?? new Set()).add(path));
  }
  return Object.fromEntries(
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([pod, paths]) => [pod, [...paths].sort()]),
  );
}

function sharesIn(answers: readonly RequestObservation[]): RequestVerdict['share'] {
  const counts = new Map<string, number>();
  for (const { by, status } of answers) {
    const who = by ?? String(status);
    counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  if (counts.size < 2) return undefined;
  return Object.fromEntries(
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([who, count]) => [who, count / answers.length]),
  );
}

/** Fields of requests that clients and proxies add on their own. */
const ADDED =
  /^(?:accept|accept-encoding|connection|content-length|content-type|host|keep-alive|te|traceparent|transfer-encoding|user-agent|x-request-id|x-request-start|grpc-.*|x-envoy-.*|x-forwarded-.*)$/;

/** A request as a Pod saw it, without what nobody asked for. */
export function seenRequest(
  seen: {
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly headers: SeenRequest['headers'];
    readonly sni?: string;
  },
  isGrpc: boolean,
): SeenRequest {
  const headers = Object.fromEntries(Object.entries(seen.headers).filter(([name]) => !ADDED.test(name)));
  return isGrpc ? { headers } : { ...seen, headers };
}

/** Fields of answers that every server sends. */
const USUAL =
  /^(?:connection|content-length|content-type|date|keep-alive|sec-websocket-accept|server|transfer-encoding|upgrade|vary|x-answered-by|x-content-type-options|x-copied|x-seen-.*|x-took|x-envoy-.*)$/;

/** Whether a header field, its name in lower case, is told where it is seen in a request or in an answer. */
export function isToldHeader(name: string, of: 'request' | 'answer'): boolean {
  return !(of === 'request' ? ADDED : USUAL).test(name);
}

/** The fields of an answer that tell something. */
export function tellingHeaders(
  headers: Readonly<Record<string, readonly string[]>>,
  isGrpc: boolean,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !USUAL.test(name) && !(isGrpc && name.startsWith('grpc-'))),
  );
}
