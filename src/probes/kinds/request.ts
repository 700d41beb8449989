import { isDeepStrictEqual } from 'node:util';
import type { RequestExpectation } from '../expectation';
import { SHARE_TOLERANCE } from '../expectation';
import type { RequestVerdict } from '../probe';
import type { Kind, Located } from './kind';
import { isSame, sorted } from './kind';

/** A request is answered as routes say. */
export const request: Kind<RequestExpectation, RequestVerdict> = {
  describe(expect) {
    const { by, status, grpcStatus, location, seen, headers, copies, share } = expect;
    return [
      by === undefined ? 'answered' : by.length === 0 ? 'answered by the Gateway' : `reached by ${by.join(' or ')}`,
      ...(status === undefined ? [] : [`status ${status}`]),
      ...(grpcStatus === undefined ? [] : [`gRPC status ${grpcStatus}`]),
      ...(location === undefined ? [] : [`location ${location}`]),
      ...(seen === undefined ? [] : [`the Pod sees ${JSON.stringify(seen)}`]),
      ...(headers === undefined ? [] : [`with the headers ${JSON.stringify(headers)}`]),
      ...(copies === undefined ? [] : [`copied to ${copies.join(' or ')}`]),
      ...(share === undefined ? [] : [`shares ${describeShares(share)}`]),
    ].join(', ');
  },
  seeks() {
    return 'answer';
  },
  outcomeOf({ outcome, status = 200 }) {
    return outcome === 'reached' && status >= 400 ? `HTTP ${status}` : outcome;
  },
  difference(expect, verdict) {
    return DIFFERENCES.map((differ) => differ(expect, verdict)).find((each) => each !== undefined);
  },
  agree(one, other) {
    const without = tellsNothing(one.verdict) || tellsNothing(other.verdict);
    return isSame(comparable(one, without), comparable(other, without));
  },
};

/** The ways to differ, in the order in which they are told. */
const DIFFERENCES: readonly ((expect: RequestExpectation, verdict: RequestVerdict) => string | undefined)[] = [
  (_, { outcome }) => (outcome === 'reached' ? undefined : outcome),
  (_, { also = [] }) => (also.length === 0 ? undefined : `reached, but some tries ${also.join(', ')}`),
  ({ status }, verdict) =>
    status === undefined || status === verdict.status ? undefined : `HTTP ${verdict.status ?? 'without status'}`,
  ({ grpcStatus }, verdict) =>
    grpcStatus === undefined || grpcStatus === verdict.grpcStatus
      ? undefined
      : `gRPC status ${verdict.grpcStatus ?? 'not told'}`,
  ({ by }, verdict) => {
    if (by !== undefined && by.length > 0 && verdict.by?.length === 0) return 'answered by the Gateway itself';
    const stranger = verdict.by?.find((pod) => by?.includes(pod) === false);
    return stranger === undefined ? undefined : `reached ${stranger}`;
  },
  ({ location }, { headers = {} }) => {
    const found = headers.location?.join();
    return location === undefined || isSameLocation(location, found) ? undefined : `location ${found ?? 'not told'}`;
  },
  ({ seen = {} }, verdict) =>
    tellsNothing(verdict) ? undefined : differingField('the Pod sees', seen, verdict.seen ?? {}),
  ({ headers = {} }, verdict) => differingField('header', headers, verdict.headers ?? {}),
  ({ copies = [] }, verdict) =>
    copies.length === 0 || verdict.copies === undefined || copies.some((pod) => verdict.copies?.[pod] !== undefined)
      ? undefined
      : 'copied to nobody who should get a copy',
  ({ share = {} }, verdict) => {
    const found = verdict.share ?? Object.fromEntries((verdict.by ?? []).map((pod) => [pod, 1]));
    const wrong = Object.entries(share).some(([pod, part]) => Math.abs((found[pod] ?? 0) - part) > SHARE_TOLERANCE);
    return wrong ? `shares ${describeShares(found)}` : undefined;
  },
];

/** The port of a scheme may be written or not. */
function isSameLocation(wanted: string, found: string | undefined): boolean {
  const plain = (location = '') =>
    location.replace(/^(http:\/\/[^/]*):80(?=\/|$)|^(https:\/\/[^/]*):443(?=\/|$)/, '$1$2');
  return plain(wanted) === plain(found);
}

function differingField(what: string, wanted: object, found: object): string | undefined {
  const values = found as Readonly<Record<string, unknown>>;
  const differing = Object.entries(wanted).find(([field, value]) =>
    field === 'headers'
      ? differingField('', value as object, values[field] ?? {}) !== undefined
      : !isDeepStrictEqual(values[field], value),
  );
  return differing && `${what} ${differing[0]} ${JSON.stringify(values[differing[0]]) ?? 'not at all'}`;
}

function describeShares(share: Readonly<Record<string, number>>): string {
  return Object.entries(share)
    .map(([who, part]) => `${who} ${Math.round(part * 100)} %`)
    .join(', ');
}

/** Whether a Pod answered that does not tell what it saw: images that stand in for others on clusters do not. */
function tellsNothing({ by = [], seen }: RequestVerdict): boolean {
  return by.length > 0 && seen === undefined;
}

function comparable({ verdict, workloads }: Located<RequestVerdict>, withoutSeen: boolean): unknown {
  const { outcome, also = [], by = [], status, grpcStatus, seen, headers } = verdict;
  return {
    outcome,
    also,
    by: sorted(by.map((pod) => workloads[pod] ?? pod)),
    status,
    grpcStatus,
    ...(withoutSeen ? {} : { path: seen?.path, host: seen?.host }),
    location: headers?.location,
  };
}
