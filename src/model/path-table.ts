import { append } from '../terms/maps';
import type { IngressRoute } from './route-table';

/** The rules of one host, found by their paths: however many there are, a request looks at a few. */
export class PathTable {
  private readonly byPath = new Map<string, IngressRoute[]>();
  private readonly lengths: readonly number[];

  /** @param keyOf what requests begin with that a path takes. Default: the path */
  constructor(routes: readonly IngressRoute[], keyOf = (path: string) => path) {
    for (const route of routes) if (route.path !== undefined) append(this.byPath, keyOf(route.path.path), route);
    this.lengths = [...new Set([...this.byPath.keys()].map(({ length }) => length))];
  }

  /** The rules whose paths may take a request: whatever their path types mean, it begins with their paths, or does with a slash after it. */
  near(requested: string): readonly IngressRoute[] {
    const longest = `${requested}/`;
    return this.lengths
      .filter((length) => length <= longest.length)
      .flatMap((length) => this.byPath.get(longest.slice(0, length)) ?? []);
  }
}
