import { isDeepStrictEqual } from 'node:util';
import { attachmentsOf } from '../model/gateway/attachment';
import { judgeUnsent } from '../probes/judge';
import { portOf } from '../probes/probe';
import { groupBy } from '../terms/maps';
import type { Answer, FieldChange, ReachChange, Unknown } from './difference';
import type { Request, Side } from './side';

/** What became of every request that either side knows. */
export interface Reach {
  readonly lost: readonly ReachChange[];
  readonly gained: readonly ReachChange[];
  readonly moved: readonly ReachChange[];
  readonly unknown: readonly Unknown[];
}

/** A request, and what comes of it on both sides. */
interface Compared {
  readonly request: Request;
  readonly before: Answer;
  readonly after: Answer;
}

/** What was changed that has a say in who answers a request. */
export type Through = (request: Request) => readonly FieldChange[];

/**
 * Asks both sides whatever one of them can be asked.
 */
export function compareReach(before: Side, after: Side, through: Through): Reach {
  const comparison = new Comparison(before, after);
  for (const request of before.requests()) comparison.add(request);
  for (const request of after.requests()) comparison.add(request);
  comparison.addBorders();
  const { differing, unknown } = comparison.done();
  const changed = (is: (each: Compared) => boolean) => bundled(differing.filter(is), through);
  return {
    lost: changed((each) => isReached(each.before) && !isReached(each.after)),
    gained: changed((each) => !isReached(each.before) && isReached(each.after)),
    moved: changed((each) => isReached(each.before) && isReached(each.after)),
    unknown,
  };
}

/** Requests whose answers differ, and those that nobody can answer beforehand. Of all others the keys alone are kept. */
class Comparison {
  private readonly equal = new Set<string>();
  private readonly differing = new Map<string, Compared>();
  private readonly unsent = new Map<string, Unknown>();
  /** What is left to others at a route is left to them beside it. */
  private readonly left = new Set<string>();

  constructor(
    private readonly before: Side,
    private readonly after: Side,
  ) {}

  add(request: Request): void {
    const { key, about, row, unsent } = request;
    if (unsent?.elsewhere === true) {
      this.unsent.set(key, { to: row, why: judgeUnsent(unsent).detail ?? '' });
      for (const each of about) this.left.add(each);
    }
    if (this.equal.has(key) || this.unsent.has(key)) return;
    const known = this.differing.get(key);
    if (known !== undefined) {
      const { about: others, depends } = known.request;
      const merged = { ...request, about: [...new Set([...others, ...about])], depends: request.depends ?? depends };
      this.differing.set(key, { ...known, request: merged });
      return;
    }
    const [before, after] = [this.before.ask(request), this.after.ask(request)];
    if (isDeepStrictEqual(before, after)) this.equal.add(key);
    else this.differing.set(key, { request, before, after });
  }

  /** What is just beside the routes of either side, where they are not Ingresses alone. */
  addBorders(): void {
    const sides = [this.before, this.after];
    const hasRoutes = ({ model }: Side) =>
      attachmentsOf(model).attachments.some(({ route }) => route.kind === 'HTTPRoute');
    if (!sides.some(hasRoutes)) return;
    for (const request of sides.flatMap((side) => [...side.bordersOfRoutes()])) {
      if (!request.about.some((each) => this.left.has(each))) this.add(request);
    }
  }

  done(): { readonly differing: readonly Compared[]; readonly unknown: readonly Unknown[] } {
    const unknown = new Map(this.unsent);
    const differing = [...this.differing.values()].filter(({ request, before, after }) => {
      const { key, row, client, depends } = request;
      if (this.unsent.has(key)) return false;
      const why = after.depends ?? before.depends ?? depends;
      if (why !== undefined) unknown.set(key, { to: `${row} for ${client}`, why });
      return why === undefined;
    });
    const each = new Map([...unknown.values()].map((one) => [`${one.to} ${one.why}`, one]));
    return { differing, unknown: [...each.values()] };
  }
}

/** Whether somebody answers, and not with an error page. */
export function isReached({ outcome }: Answer): boolean {
  return outcome === 'reached';
}

/** Requests of one kind that end alike for the same reasons become one: several addresses of a port, several clients. */
function bundled(compared: readonly Compared[], through: Through): readonly ReachChange[] {
  const byEnd = groupBy(compared, ({ request, before, after }) => {
    const { about, to } = request;
    const what = `${to.protocol} ${to.kind === 'web' ? to.host : portOf(to)}`;
    const reasons = through(request).map(({ object, path }) => [object, path]);
    return JSON.stringify([about, what, before, after, reasons]);
  });
  const byAddress = [...byEnd.values()].flatMap((group) => {
    const rows = groupBy(group, ({ request }) => request.row);
    const clientsOf = (cells: readonly Compared[]) => [...new Set(cells.map(({ request }) => request.client))];
    return [...groupBy([...rows], ([, cells]) => JSON.stringify(clientsOf(cells))).values()].map((alike) => ({
      rows: alike.map(([row]) => row),
      clients: clientsOf(alike.flatMap(([, cells]) => cells)),
      group,
    }));
  });
  return byAddress.flatMap(({ rows: [to, ...alsoTo], clients, group: [first] }) =>
    to === undefined || first === undefined
      ? []
      : [{ to, alsoTo, clients, before: first.before, after: first.after, through: through(first.request) }],
  );
}
