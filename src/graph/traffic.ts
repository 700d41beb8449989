import type { Ruling } from '../dataplane/policies/ruling';
import type { Simulation } from '../dataplane/simulation/simulate';
import { selectsAll } from '../model/network-policies';
import type { PlannedProbe } from '../probes/expectation';
import { isBlocked } from '../probes/judge';
import type { Mark } from '../probes/marks';
import { markOf } from '../probes/marks';
import type { ProbeTarget } from '../probes/probe';
import { portOf } from '../probes/probe';
import { entryOf, groupBy } from '../terms/maps';
import { crowdOf, Crowds } from './crowds';
import type { DraftEdge, MapDraft } from './map-draft';
import { gatewayId } from './parts/gateways';
import { policyId } from './parts/policies';
import { hostId } from './parts/services';
import { workloadId } from './parts/workloads';
import type { Run, RunProbe } from './run';

/** Draws who asks whom, and marks the ways that their traffic takes, and the policies that close them. */
export function addTraffic(draft: MapDraft, run: Run, simulation: Simulation): void {
  const hasPolicies = draft.hasTier('policy');
  const askers = new Askers(draft, run);
  for (const probe of run.probes) {
    if (hasPolicies) addDenials(draft, probe, simulation);
    askers.add(probe);
  }
  for (const { client, object, ways } of askers.drawn()) {
    draft.add(client);
    const edge = draft.connect(client.id, object, 'asks');
    for (const { id, finding } of ways) {
      count(edge, id, finding.mark);
      for (const port of finding.ports) edge.labels.add(port);
      for (const behind of finding.behind) count(behind, id, finding.mark);
    }
  }
}

/** Marks which policies keep a connection from which Pods; one for all Pods of a namespace has lines to those that should be reached. */
function addDenials(draft: MapDraft, probe: RunProbe, simulation: Simulation): void {
  const mark = markOf(probe);
  if (mark === 'passed' && !isBlocked(probe.expect)) return;
  for (const { policies, pod } of denialsOf(probe, simulation)) {
    const { workload } = pod;
    if (workload === undefined) continue;
    for (const { key, source } of policies) {
      if (mark !== 'failed' && selectsAll(source.spec.podSelector)) continue;
      count(draft.connect(policyId(key), workloadId({ ref: workload }), 'applies'), probe.id, mark);
    }
  }
}

/** None where the client is a Pod of another cluster, or a placeholder names what is not in this one. */
function denialsOf(probe: RunProbe, simulation: Simulation): readonly Ruling[] {
  try {
    return simulation.denialsOf(probe);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** What matters of probes to a map: those of a client that found the same one after the other share one. */
interface Finding {
  readonly mark: Mark;
  /** What is closed, as it should be, is no way that anybody takes. */
  readonly isWay: boolean;
  readonly isConnection: boolean;
  readonly ports: readonly string[];
  /** The lines behind what was asked. */
  readonly behind: readonly DraftEdge[];
}

/** What a client asked of an object. */
interface Asked {
  readonly object: string;
  readonly client: string;
  readonly found: { readonly id: string; readonly finding: Finding }[];
}

/** Who asks what, as few as possible: Pods of a namespace, and nodes, that found the same of an object stand together. */
class Askers {
  private readonly byObject = new Map<string, Map<string, Asked>>();
  private readonly ways: Ways;

  constructor(
    private readonly draft: MapDraft,
    private readonly run: Run,
  ) {
    this.ways = new Ways(draft, run);
  }

  add(probe: RunProbe): void {
    const object = askedOf(probe);
    if (object === undefined || !this.draft.has(object)) return;
    const ofObject = entryOf(this.byObject, object, () => new Map<string, Asked>());
    const client = clientId(probe, this.run.target.workloads);
    const { found } = entryOf(ofObject, client, () => ({ object, client, found: [] }));
    const finding = this.findingOf(object, probe);
    const last = found.at(-1)?.finding;
    found.push({ id: probe.id, finding: last !== undefined && isSame(last, finding) ? last : finding });
  }

  /** Those who took a way, each with whom it stands among. */
  *drawn() {
    const all = [...this.byObject.values()].flatMap((ofObject) => [...ofObject.values()]);
    const asking = all.map((asked) => ({ ...asked, ways: waysIn(asked) })).filter(({ ways }) => ways.length > 0);
    const crowds = new Crowds(asking.map(({ client }) => client));
    const resultsOf = new Map(
      [...groupBy(all, crowdAt)].map(([crowd, members]) => [crowd, new Set(members.map(resultOf))]),
    );
    for (const asked of asking) {
      const results = resultsOf.get(crowdAt(asked)) ?? new Set();
      const isOpen = resultOf(asked) === 'passed' && ![...results].some((each) => each.includes(DENIED));
      const client = results.size === 1 || isOpen ? crowds.whole(asked.client) : crowds.one(asked.client);
      yield { client, object: asked.object, ways: asked.ways };
    }
  }

  private findingOf(object: string, probe: RunProbe): Finding {
    const mark = markOf(probe);
    const isWay = mark === 'failed' || !isBlocked(probe.expect);
    return {
      mark,
      isWay,
      isConnection: isConnection(probe.to),
      ports: portsOf(probe),
      behind: isWay ? this.ways.of(object, probe) : [],
    };
  }
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.mark === other.mark &&
    one.isWay === other.isWay &&
    one.isConnection === other.isConnection &&
    one.behind === other.behind &&
    one.ports.join() === other.ports.join()
  );
}

/** The object that a client turns to: of a request for a route, the Gateway. */
function askedOf({ to, object }: RunProbe): string | undefined {
  return to.kind === 'request' && to.gateway !== undefined ? gatewayId(to.gateway) : object;
}

const DENIED = 'denied';

/** The probes that took a way: names and variables lead nowhere where all else is closed. */
function waysIn({ found }: Asked): Asked['found'] {
  const ways = found.filter(({ finding }) => finding.isWay);
  return ways.length < found.length && !ways.some(({ finding }) => finding.isConnection) ? [] : ways;
}

function isConnection({ kind }: ProbeTarget): boolean {
  switch (kind) {
    case 'transport':
    case 'http':
    case 'request':
      return true;
    case 'dns':
    case 'env':
      return false;
  }
}

function resultOf({ found }: Asked): string {
  return [...new Set(found.map(({ finding }) => (finding.isWay ? finding.mark : DENIED)))].sort().join();
}

/** `clients/Deployment/shop/web`, `clients/Node/worker`, `outside`, `outside/203.0.113.7`. */
function clientId({ from }: PlannedProbe, workloads: Readonly<Record<string, string>>): string {
  if ('outside' in from) return from.address === undefined ? 'outside' : `outside/${from.address}`;
  return 'node' in from ? `clients/Node/${from.node}` : `clients/${workloads[from.pod] ?? `Pod/${from.pod}`}`;
}

function crowdAt({ object, client }: Asked): string {
  return `${object} ${crowdOf(client)}`;
}

function portsOf({ to }: PlannedProbe): readonly string[] {
  switch (to.kind) {
    case 'transport':
      return [to.protocol === 'tcp' ? `${portOf(to)}` : `${portOf(to)}/${to.protocol.toUpperCase()}`];
    case 'http':
      return [to.protocol];
    case 'request':
      return [to.port === undefined ? to.protocol : `${to.protocol} ${to.port}`];
    case 'dns':
    case 'env':
      return [];
  }
}

/** The lines behind an object that lead to those who answered, or should have. */
class Ways {
  private readonly known = new Map<string, readonly DraftEdge[]>();

  constructor(
    private readonly draft: MapDraft,
    private readonly run: Run,
  ) {}

  of(object: string, probe: RunProbe): readonly DraftEdge[] {
    const ends = [...new Set(this.endsOf(object, probe))].sort();
    const { to, object: route = '' } = probe;
    const port = to.kind === 'request' ? to.port : undefined;
    if (to.kind === 'request' && ends.length === 0 && this.draft.has(route)) ends.push(route);
    if (ends.length === 0) return [];
    const wanted = new Set(ends);
    const isPassed = (edge: DraftEdge) => port === undefined || isWayOf(edge, route, port, this.draft);
    const key = JSON.stringify([object, port === undefined ? '' : route, port, ends]);
    return entryOf(this.known, key, () => this.leadingTo(wanted, object, [], isPassed));
  }

  private endsOf(object: string, { result, observed, expect }: RunProbe): readonly string[] {
    if (
      result !== 'passed' &&
      expect.kind === 'connection' &&
      expect.outcome === 'reached' &&
      expect.by === undefined
    ) {
      return this.draft.from(object).flatMap(({ relation, to }) => (relation === 'selects' ? [to] : []));
    }
    const answered = observed !== undefined && 'by' in observed ? (observed.by ?? []) : [];
    const expected = 'by' in expect ? (expect.by ?? []) : [];
    const pods = result === 'passed' ? answered : expected;
    return pods.map((pod) => this.run.target.workloads[pod] ?? hostId(pod));
  }

  /** @param above what was passed on the way: aliases may lead in a circle */
  private leadingTo(
    ends: ReadonlySet<string>,
    from: string,
    above: readonly string[],
    isPassed: (edge: DraftEdge) => boolean,
  ): readonly DraftEdge[] {
    if (above.includes(from)) return [];
    return this.draft.from(from).flatMap((edge) => {
      if (edge.relation === 'asks' || edge.relation === 'runsOn' || !isPassed(edge)) return [];
      const beyond = this.leadingTo(ends, edge.to, [...above, from], isPassed);
      return beyond.length > 0 || ends.has(edge.to) ? [edge, ...beyond] : [];
    });
  }
}

/** Whether the way of a request for a route goes along a line: by a listener of its port, and by no other route. */
function isWayOf({ to, labels }: DraftEdge, route: string, port: number, draft: MapDraft): boolean {
  const tier = draft.get(to)?.tier;
  if (tier === 'route') return route === '' || to === route;
  return tier !== 'listener' || labels.has(`${port}`);
}

function count({ counts, probes }: DraftEdge, id: string, mark: Mark): void {
  if (probes.at(-1) === id) return;
  probes.push(id);
  counts[mark] = (counts[mark] ?? 0) + 1;
}
