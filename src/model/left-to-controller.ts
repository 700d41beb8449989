import { pathMatches } from '../terms/ingress-path';
import { controllerNamed } from './ingress-controllers';
import type { NetworkModel } from './network-model';
import { PathTable } from './path-table';
import type { IngressRoute } from './route-table';
import { viewOf } from './view';

/** What nobody but a certain controller knows. */
export interface Left {
  /** Who decides: `the controller ingress-nginx`. */
  readonly on: string;
  /** What it is that they decide: `which requests the path /a* takes`. */
  readonly what: string;
}

export function leftText({ on, what }: Left): string {
  return `${what} is left to ${on}`;
}

/**
 * What of a rule of an Ingress the Ingress API leaves to a controller that is not modelled; undefined: nothing, it
 * means what the API says.
 */
export function leftToController(
  model: NetworkModel,
  { backend, className, path, source }: IngressRoute,
): Left | undefined {
  const left = (what: string): Left => ({ on: controllerNamed(model, className), what });
  if (backend.resource !== undefined) return left('what a backend of its own kind answers');
  if (backend.service?.port?.name === 'use-annotation') return left('what its annotation answers');
  const keys = Object.keys(source.metadata.annotations ?? {});
  if (keys.some((key) => CANARY.test(key))) return left('which requests a canary takes');
  const { path: text = '', pathType = 'Prefix' } = path ?? {};
  const isPattern = PATTERN.test(text) || (pathType !== 'Exact' && keys.some((key) => REGEX.test(key)));
  return isPattern ? left(`which requests the path ${text} takes`) : undefined;
}

/** Of the rules of one host, those that may take a request, in the order of the input. */
export function openTo(routes: readonly IngressRoute[], requested: string): readonly IngressRoute[] {
  const { plain, patterns, places } = tablesOf(routes);
  return [...plain.near(requested), ...patterns.near(requested.toLowerCase())]
    .filter((route) => mayTake(route, requested))
    .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

const tablesOf = viewOf((routes: readonly IngressRoute[]) => {
  const [plain, patterns] = [false, true].map((is) =>
    routes.filter(({ path }) => path !== undefined && PATTERN.test(path.path) === is),
  ) as [IngressRoute[], IngressRoute[]];
  return {
    plain: new PathTable(plain),
    patterns: new PathTable(patterns, (path) => path.slice(0, path.search(PATTERN)).toLowerCase()),
    places: new Map(routes.map((route, index) => [route, index])),
  };
});

/** Whether a rule may take a request, whatever its controller makes of its path: what stands before a pattern is not a pattern. */
export function mayTake({ path }: IngressRoute, requested: string): boolean {
  if (path === undefined) return false;
  const special = path.path.search(PATTERN);
  if (special < 0) return pathMatches(path.pathType, path.path, requested);
  return requested.toLowerCase().startsWith(path.path.slice(0, special).toLowerCase());
}

const CANARY = /\/canary(-|$)/;
const REGEX = /\/(use-regex|path-type|path-match|rewrite-target)$/;
/** What no plain path has. */
const PATTERN = /[\^$*+?()[\]{}|\\]/;
