import type { BlockedExpectation, ReachedExpectation } from '../expectation';
import type { ConnectionVerdict } from '../probe';
import type { Kind, Located } from './kind';
import { isSame, sorted } from './kind';

/** Somebody answers, or nobody does. */
export const connection: Kind<ReachedExpectation | BlockedExpectation, ConnectionVerdict> = {
  describe(expect) {
    if (expect.outcome === 'blocked') return expect.because === undefined ? 'blocked' : `blocked by ${expect.because}`;
    return `reached${describeBy(expect)}${describeStatus(expect)}${describeAnswer(expect)}`;
  },
  seeks({ outcome }) {
    return outcome === 'reached' ? 'answer' : 'silence';
  },
  outcomeOf({ outcome, status = 200 }) {
    return outcome === 'reached' && status >= 400 ? `HTTP ${status}` : outcome;
  },
  difference(expect, verdict) {
    return expect.outcome === 'reached' ? whyNotReached(expect, verdict) : whyNotBlocked(verdict);
  },
  agree(one, other) {
    if (mayBeLuck(one.verdict, other.verdict) || mayBeLuck(other.verdict, one.verdict)) return true;
    const [left, right] = [comparable(one), comparable(other)];
    return Object.keys(left).every((field) => {
      const isUntold = left[field] === undefined || right[field] === undefined;
      return (isUntold && NEED_NOT_TELL.has(field)) || isSame(left[field], right[field]);
    });
  },
};

/** Whoever gets no answer asks no more after some tries, where somebody else might have answered: one of the ways in which another one's ended. */
function mayBeLuck({ outcome, also = [] }: ConnectionVerdict, other: ConnectionVerdict): boolean {
  return outcome !== 'reached' && also.length === 0 && (other.also?.includes(outcome) ?? false);
}

function describeBy({ by }: ReachedExpectation): string {
  if (by === undefined) return '';
  return by.length === 0 ? ' by a ready Pod that the Service selects, but none is ready' : ` by ${by.join(' or ')}`;
}

function describeStatus({ status }: ReachedExpectation): string {
  return status === undefined ? '' : `, status ${status}`;
}

function describeAnswer({ location, seenPath }: ReachedExpectation): string {
  const to = location === undefined ? '' : `, Location ${location}`;
  return `${to}${seenPath === undefined ? '' : `, asked for ${seenPath}`}`;
}

function whyNotReached(expect: ReachedExpectation, verdict: ConnectionVerdict): string | undefined {
  if (verdict.outcome !== 'reached') return verdict.outcome;
  if (verdict.also !== undefined && verdict.also.length > 0) {
    return `reached, but some tries ${verdict.also.join(', ')}`;
  }
  if (expect.status !== undefined && verdict.status !== expect.status) {
    return `HTTP ${verdict.status ?? 'without status'}`;
  }
  const stranger = verdict.by?.find((pod) => expect.by?.includes(pod) === false);
  if (stranger !== undefined) return `reached ${stranger}`;
  if (expect.location !== undefined && expect.location !== verdict.location) {
    return `Location ${verdict.location ?? 'is absent'}`;
  }
  // Not everybody who answers tells what was asked.
  const { seenPath } = verdict;
  const isOther = expect.seenPath !== undefined && seenPath !== undefined && seenPath !== expect.seenPath;
  return isOther ? `the Pod was asked for ${seenPath}` : undefined;
}

/** An error page of the Ingress controller itself is a no: nobody behind it was asked. */
function whyNotBlocked({ outcome, by = [], status = 200 }: ConnectionVerdict): string | undefined {
  if (outcome !== 'reached' || (by.length === 0 && status >= 400)) return undefined;
  return `reached ${by.join(', ')}`.trimEnd();
}

/** An answer need not tell who gave it, whom they saw, whose certificate was served, or which IP family was used. */
const NEED_NOT_TELL: ReadonlySet<string> = new Set(['by', 'clientIP', 'certificate', 'location', 'over', 'seenPath']);

function comparable({ verdict, workloads }: Located<ConnectionVerdict>): Readonly<Record<string, unknown>> {
  const { outcome, also = [], by, clientIP, clientIPBy, status, certificate, location, over, seenPath } = verdict;
  const classes = clientIPBy === undefined ? clientIP && [clientIP] : sorted(Object.values(clientIPBy));
  return {
    outcome,
    also,
    by: by && sorted(by.map((pod) => workloads[pod] ?? pod)),
    clientIP: classes,
    status,
    certificate,
    over,
    location,
    seenPath,
  };
}
