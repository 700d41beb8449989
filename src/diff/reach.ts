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
export interface Compared {
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
  const { compared, unknown } = compareRequests(before, after);
  const changed = (is: (each: Compared) => boolean) => bundled(compared.filter(is), through);
  return {
    lost: changed((each) => isReached(each.before) && !isReached(each.after)),
    gained: changed((each) => !isReached(each.before) && isReached(each.after)),
    moved: changed(
      (each) => isReached(each.before) && isReached(each.after) && !isDeepStrictEqual(each.before, each.after),
    ),
    unknown,
  };
}

/** Every request with both answers, and those that nobody can answer beforehand. */
export function compareRequests(before: Side, after: Side) {
  const requests = new Map<string, Request>();
  const unsent = new Map<string, Unknown>();
  const sides = [before, after];
  const borders = sides.some(({ model }) =>
    attachmentsOf(model).attachments.some(({ route }) => route.kind === 'HTTPRoute'),
  )
    ? sides.flatMap((side) => [...side.bordersOfRoutes()])
    : [];
  const planned = [...before.requests(), ...after.requests()];
  // What is left to others at a route is left to them beside it.
  const left = new Set(planned.flatMap(({ about, unsent: why }) => (why?.elsewhere === true ? about : [])));
  for (const request of [...planned, ...borders.filter(({ about }) => !about.some((each) => left.has(each)))]) {
    if (request.unsent?.elsewhere === true) {
      unsent.set(request.key, { to: request.row, why: judgeUnsent(request.unsent).detail ?? '' });
    }
    const known = requests.get(request.key);
    const about = [...new Set([...(known?.about ?? []), ...request.about])];
    requests.set(request.key, { ...request, about, depends: request.depends ?? known?.depends });
  }
  const asked = [...requests.values()]
    .filter(({ key }) => !unsent.has(key))
    .map((request): Compared => ({ request, before: before.ask(request), after: after.ask(request) }));
  const compared = asked.filter(({ request: { key, row, client, depends }, ...answers }) => {
    const why = answers.after.depends ?? answers.before.depends ?? depends;
    if (why === undefined) return true;
    if (!isDeepStrictEqual(answers.before, answers.after)) unsent.set(key, { to: `${row} for ${client}`, why });
    return false;
  });
  const unknown = [...new Map([...unsent.values()].map((each) => [`${each.to} ${each.why}`, each])).values()];
  return { compared, unknown };
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
