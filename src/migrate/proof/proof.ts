import { webRequestText } from '../../diff/web-request';
import { deriveRequests } from '../../requests/derive';
import type { WebRequest } from '../../requests/web-request';
import type { Facet, Note } from '../note';
import type { AskedSide } from './asked-side';
import { causeOf } from './causes';
import type { FrontAnswer } from './front-answer';
import { differingFacets } from './front-answer';

/** A request that is answered otherwise than before. */
export interface ProvenDifference {
  /** By which it is accepted: what it follows from, or of an unexplained one what differs. */
  readonly name: string;
  readonly state: 'unexplained' | 'opens' | 'explained' | 'accepted';
  /** `GET https://shop.example.com/cart`. */
  readonly request: string;
  readonly before: FrontAnswer;
  readonly after: FrontAnswer;
  readonly differs: readonly Facet[];
  /** Why, in a sentence; absent where nothing is known of a reason. */
  readonly cause?: string;
  /** Why it is all right, as somebody said. */
  readonly accepted?: string;
  /** What the request follows from: `Ingress shop/web`. */
  readonly about: string;
}

/** Requests to which the answer is not known. */
export interface UnknownAnswer {
  readonly request: string;
  readonly why: string;
}

/** What a migration does to every request that the routes of both sides tell apart. */
export interface Proof {
  readonly version: 1;
  readonly requests: number;
  readonly equal: number;
  readonly differences: readonly ProvenDifference[];
  readonly unknown: readonly UnknownAnswer[];
  readonly notes: readonly Note[];
  /** What had to be assumed, a sentence each. */
  readonly assumed: readonly string[];
}

/** Why differences are all right, by their names. */
export type Accepted = Readonly<Record<string, string>>;

/** Asks both sides all that the routes of either tell apart. */
export function prove(before: AskedSide, after: AskedSide, notes: readonly Note[], accepted: Accepted = {}): Proof {
  const derived = new Map(
    [...deriveRequests(before.model), ...deriveRequests(after.model)].map((each) => [
      JSON.stringify(each.request),
      each,
    ]),
  );
  const differences: ProvenDifference[] = [];
  const unknown: UnknownAnswer[] = [];
  for (const { request, about } of derived.values()) {
    const one = before.ask(request);
    const other = after.ask(request);
    if (typeof one === 'string' || typeof other === 'string') {
      unknown.push({ request: webRequestText(request), why: typeof one === 'string' ? one : (other as string) });
      continue;
    }
    const [old, now] = [one[0], other[0]];
    const differs = one
      .flatMap((each) => other.map((late) => differingFacets(each, late, request)))
      .find((facets) => facets.length > 0);
    if (differs === undefined || old === undefined || now === undefined) continue;
    const cause = causeOf({ request, before: old, after: now, differs }, { before, after, notes });
    differences.push(told({ request, about, before: old, after: now, differs }, cause, accepted));
  }
  return {
    version: 1,
    requests: derived.size,
    equal: derived.size - differences.length - unknown.length,
    differences,
    unknown,
    notes,
    assumed: [...new Set([...before.notes, ...after.notes])],
  };
}

function told(
  {
    request,
    ...found
  }: Pick<ProvenDifference, 'about' | 'before' | 'after' | 'differs'> & { readonly request: WebRequest },
  cause: ReturnType<typeof causeOf>,
  accepted: Accepted,
): ProvenDifference {
  const name = cause?.name ?? `${found.differs.join('-')}@${request.host}${request.path}`;
  const reason = acceptedReason(name, accepted);
  const state =
    reason !== undefined
      ? 'accepted'
      : cause === undefined
        ? 'unexplained'
        : cause.opens === true
          ? 'opens'
          : 'explained';
  return {
    name,
    state,
    request: webRequestText(request),
    ...found,
    ...(cause === undefined ? {} : { cause: cause.text }),
    ...(reason === undefined ? {} : { accepted: reason }),
  };
}

function acceptedReason(name: string, accepted: Accepted): string | undefined {
  return Object.hasOwn(accepted, name) ? accepted[name] : undefined;
}
