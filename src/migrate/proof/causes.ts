import type { WebRequest } from '../../requests/web-request';
import type { Facet, Note } from '../note';
import type { AskedSide } from './asked-side';
import type { FrontAnswer } from './front-answer';
import { differingFacets } from './front-answer';

/** A difference, and what is asked to find out why. */
export interface Found {
  readonly request: WebRequest;
  readonly before: FrontAnswer;
  readonly after: FrontAnswer;
  readonly differs: readonly Facet[];
}

interface Sides {
  readonly before: AskedSide;
  readonly after: AskedSide;
  readonly notes: readonly Note[];
}

/** What a difference follows from. */
export interface Cause {
  readonly name: string;
  readonly text: string;
  readonly opens?: boolean;
}

/** What is known to differ between the controller and a Gateway, or was said of the migration; undefined: nothing explains it. */
export function causeOf(found: Found, sides: Sides): Cause | undefined {
  for (const [name, { text, holds }] of Object.entries(BEHAVIOURS)) {
    if (holds(found, sides)) return { name, text };
  }
  return causeInNotes(found, sides);
}

interface Behaviour {
  readonly text: string;
  readonly holds: (found: Found, sides: Sides) => boolean;
}

/** Each is asked as narrowly as it can be: what looks like it and is not, stays unexplained. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'broken-configuration': {
    text: 'nginx refuses the whole configuration, so that nothing was served',
    holds: ({ before }, { notes }) =>
      before.kind === 'closed' && notes.some(({ name }) => name === 'broken-configuration'),
  },
  'fake-certificate': {
    text: 'no certificate is configured for the host: the controller answered with one of its own, which no client trusts; the Gateway does not listen',
    holds: ({ before, after }) => before.isFake === true && (after.kind === 'closed' || after.status === 404),
  },
  'missing-backend': {
    text: 'the backend has no Service, no such port or no route to it: the controller answered 503 or 404, a Gateway answers 500',
    holds: ({ before, after, differs }) =>
      before.kind === 'own' &&
      (before.status === 503 || before.status === 404) &&
      after.status === 500 &&
      differs.every((each) => each === 'status'),
  },
  'redirect-query': {
    text: 'the controller left the query out of Location, a Gateway keeps it',
    holds: ({ before, after, differs }) =>
      onlyLocation(differs) &&
      withoutQuery(before.location) === withoutQuery(after.location) &&
      before.location?.includes('?') === false,
  },
  'redirect-slash': {
    text: 'the controller cut the slash at the end of Location, a Gateway keeps it',
    holds: ({ before, after, differs }) => onlyLocation(differs) && after.location === addSlash(before.location),
  },
  'redirect-chain': {
    text: 'other redirects lead to the same answer',
    holds: (found, sides) => leadToSame(found, sides),
  },
  'path-normalisation': {
    text: 'the controller decodes a path and merges its slashes to compare it, and hands it on as it came; a Gateway does so in its own way, and hands on the result',
    holds: (found, sides) => isSameNormalised(found, sides),
  },
  'path-case': {
    text: 'the prefix was compared without regard to case, and took paths that go on without a slash; a prefix of a route does neither',
    holds: (found, sides) => isBesidePrefix(found, sides),
  },
  'wildcard-depth': {
    text: 'a wildcard stood for one label, at a Gateway it stands for any number of them',
    holds: ({ request: { host } }, { notes }) =>
      notes.some(({ name, text }) => name === 'wildcard-depth' && isDeepUnder(host, text.split(' ')[0] ?? '')),
  },
};

function onlyLocation(differs: readonly Facet[]): boolean {
  return differs.length === 1 && differs[0] === 'location';
}

function withoutQuery(url = ''): string {
  return url.split('?', 1)[0] ?? '';
}

/** With the slash that was cut from the end of the path, or of the query. */
function addSlash(url: string | undefined): string | undefined {
  return url === undefined ? undefined : `${url}/`;
}

function isDeepUnder(host: string, wildcard: string): boolean {
  const parent = wildcard.slice(1).toLowerCase();
  return host.endsWith(parent) && host.slice(0, -parent.length).includes('.');
}

const MAX_HOPS = 5;

/** Whether both answers are redirects, and lead to one answer in the end. */
function leadToSame({ request, before, after }: Found, sides: Sides): boolean {
  if (before.location === undefined || after.location === undefined) return false;
  const [one, other] = [follow(request, before, sides.before), follow(request, after, sides.after)];
  if (one === undefined || other === undefined) return false;
  return (
    sameUrl(one.url, other.url) &&
    (one.answer === undefined || other.answer === undefined
      ? one.answer === other.answer
      : differingFacets(one.answer, other.answer, request).length === 0)
  );
}

function sameUrl(a: string, b: string): boolean {
  return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}

/** The last answer of a chain; without one where it leads to a host of others, undefined where it does not end. */
function follow(
  request: WebRequest,
  start: FrontAnswer,
  side: AskedSide,
): { readonly url: string; readonly answer: FrontAnswer | undefined } | undefined {
  let [answer, url] = [start, ''];
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    if (answer.location === undefined) return { url, answer };
    url = answer.location;
    if (!URL.canParse(url)) return undefined;
    const { protocol: scheme, hostname: host, port, pathname, search } = new URL(url);
    if (port !== '') return { url, answer: undefined };
    const protocol = scheme === 'https:' ? 'https' : 'http';
    const next = side.ask({
      ...request,
      protocol,
      port: protocol === 'https' ? 443 : 80,
      host,
      path: pathname + search,
    });
    if (typeof next === 'string' || next[0] === undefined) return undefined;
    answer = next[0];
  }
  return undefined;
}

/** Whether the same is asked without doubled and escaped slashes, both answer alike. */
function isSameNormalised({ request, before, after }: Found, sides: Sides): boolean {
  const { path } = request;
  const [plain = '', ...query] = path.split('?');
  const normal = [plain.replace(/%2f/gi, '/').replace(/\/{2,}/g, '/'), ...query].join('?');
  if (normal === path) return false;
  // Where only the path to the backend differs, it is that path which is another one.
  const asked = { ...request, path: normal };
  const [one, other] = [sides.before.ask(asked), sides.after.ask(asked)];
  if (typeof one === 'string' || typeof other === 'string' || one[0] === undefined || other[0] === undefined)
    return false;
  const differs = differingFacets(one[0], other[0], asked);
  const isAlike =
    differs.length === 0 || causeOf({ request: asked, before: one[0], after: other[0], differs }, sides) !== undefined;
  return isAlike && before.kind !== 'closed' && after.kind !== 'closed';
}

/** Whether a path is taken by a prefix that is noted to be compared in another way now: in another case, or without its slash. */
function isBesidePrefix({ request: { path }, before }: Found, { notes }: Sides): boolean {
  const [asked = ''] = path.split('?');
  return notes.some(({ name, ingress, prefix }) => {
    if (
      name !== 'path-case' ||
      prefix === undefined ||
      (before.ingress !== undefined && before.ingress !== ingress && before.kind === 'backend')
    )
      return false;
    const isElement = (text: string, of: string) => text === of || text.startsWith(`${of}/`);
    if (isElement(asked, prefix)) return asked === prefix || asked === `${prefix}/`;
    return asked.toLowerCase().startsWith(prefix.toLowerCase());
  });
}

/** A note on the Ingress that answered explains all that differs. */
function causeInNotes({ before, after, differs }: Found, { notes }: Sides): Cause | undefined {
  const note = notes.find(({ ingress, explains, statuses }) => {
    if (ingress === undefined || ingress !== before.ingress || explains.length === 0) return false;
    if (statuses !== undefined)
      return before.status !== undefined && statuses.includes(before.status) && after.kind !== 'closed';
    return differs.every((facet) => explains.includes(facet));
  });
  if (note === undefined) return undefined;
  const { name, annotation, text, opens } = note;
  const about = annotation === undefined ? '' : `${annotation.key} `;
  return { name, text: `${about}${text}`, ...(opens === undefined ? {} : { opens }) };
}
