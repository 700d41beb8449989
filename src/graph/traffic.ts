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
import type { Vantage } from '../terms/vantage';
import { crowdOf, Crowds } from './crowds';
import type { DraftEdge, MapDraft } from './map-draft';
import { gatewayId } from './parts/gateways';
import { policyId } from './parts/policies';
import { hostId } from './parts/services';
import { workloadId } from './parts/workloads';
import type { Traffic, Tried } from './run';

/** Draws who asks whom, and marks the ways that their traffic takes, and the policies that close them. */
export function addTraffic(draft: MapDraft, { tried, workloads }: Traffic, simulation: Simulation): void {
  const hasPolicies = draft.hasTier('policy');
  const askers = new Askers(draft, workloads);
  for (const one of tried) {
    if (hasPolicies) addDenials(draft, one, simulation);
    askers.add(one);
  }
  for (const { client, object, ways } of askers.drawn()) {
    draft.add(client);
    const edge = draft.connect(client.id, object, 'asks');
    for (const { ids, finding } of ways) {
      count(edge, ids, finding.mark);
      for (const port of finding.ports) edge.labels.add(port);
      for (const behind of finding.behind) count(behind, ids, finding.mark);
    }
  }
}

/** Marks which policies keep a connection from which Pods; one for all Pods of a namespace has lines to those that should be reached. */
function addDenials(draft: MapDraft, { probe, judgement }: Tried, simulation: Simulation): void {
  const mark = markOf(judgement, probe);
  if (mark === 'passed' && !isBlocked(probe.expect)) return;
  for (const { policies, pod } of denialsOf(probe, simulation)) {
    const { workload } = pod;
    if (workload === undefined) continue;
    for (const { key, source } of policies) {
      if (mark !== 'failed' && selectsAll(source.spec.podSelector)) continue;
      count(draft.connect(policyId(key), workloadId({ ref: workload }), 'applies'), [probe.id], mark);
    }
  }
}

/** None where the client is a Pod of another cluster, or a placeholder names what is not in this one. */
function denialsOf(probe: PlannedProbe, simulation: Simulation): readonly Ruling[] {
  try {
    return simulation.denialsOf(probe);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** What matters of probes to a map. */
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
  /** Probes that found the same one after the other stand together. */
  readonly found: { readonly ids: string[]; readonly finding: Finding }[];
}

/** Who asks what, as few as possible: Pods of a namespace, and nodes, that found the same of an object stand together. */
class Askers {
  private readonly byObject = new Map<string, Map<string, Asked>>();
  private readonly ways: Ways;
  private readonly clients = new Map<Vantage, string>();
  private latest: { readonly object: string; readonly tried: Tried; readonly finding: Finding } | undefined;

  constructor(
    private readonly draft: MapDraft,
    private readonly workloads: Traffic['workloads'],
  ) {
    this.ways = new Ways(draft, workloads);
  }

  add(tried: Tried): void {
    const { id, from } = tried.probe;
    const object = askedOf(tried.probe);
    if (object === undefined || !this.draft.has(object)) return;
    const ofObject = entryOf(this.byObject, object, () => new Map<string, Asked>());
    const client = entryOf(this.clients, from, () => clientId(from, this.workloads));
    const { found } = entryOf(ofObject, client, () => ({ object, client, found: [] }));
    const finding = this.findingOf(object, tried);
    const last = found.at(-1);
    if (last !== undefined && isSame(last.finding, finding)) last.ids.push(id);
    else found.push({ ids: [id], finding });
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

  /** Clients of one row, which come one after the other, find the same as a rule. */
  private findingOf(object: string, tried: Tried): Finding {
    const { latest } = this;
    if (latest?.object === object && isAlike(latest.tried, tried)) return latest.finding;
    const { probe, judgement } = tried;
    const mark = markOf(judgement, probe);
    const isWay = mark === 'failed' || !isBlocked(probe.expect);
    const finding = {
      mark,
      isWay,
      isConnection: isConnection(probe.to),
      ports: portsOf(probe),
      behind: isWay ? this.ways.of(object, tried) : [],
    };
    this.latest = { object, tried, finding };
    return finding;
  }
}

/** Whether probes of one object are sure to have the same finding. */
function isAlike(one: Tried, other: Tried): boolean {
  const [{ to, expect, unsent }, { probe, judgement }] = [one.probe, other];
  return (
    to === probe.to &&
    expect === probe.expect &&
    unsent === probe.unsent &&
    one.judgement.result === judgement.result &&
    isSameList(answerersOf(one), answerersOf(other))
  );
}

function answerersOf({ observed }: Tried): readonly string[] {
  return observed !== undefined && 'by' in observed ? (observed.by ?? []) : [];
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.mark === other.mark &&
    one.isWay === other.isWay &&
    one.isConnection === other.isConnection &&
    one.behind === other.behind &&
    isSameList(one.ports, other.ports)
  );
}

/** The object that a client turns to: of a request for a route, the Gateway. */
function askedOf({ to, object }: PlannedProbe): string | undefined {
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
function clientId(from: Vantage, workloads: Traffic['workloads']): string {
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
    private readonly workloads: Traffic['workloads'],
  ) {}

  of(object: string, tried: Tried): readonly DraftEdge[] {
    const ends = [...new Set(this.endsOf(object, tried))].sort();
    const { to, object: route = '' } = tried.probe;
    const port = to.kind === 'request' ? to.port : undefined;
    if (to.kind === 'request' && ends.length === 0 && this.draft.has(route)) ends.push(route);
    if (ends.length === 0) return [];
    const wanted = new Set(ends);
    const isPassed = (edge: DraftEdge) => port === undefined || isWayOf(edge, route, port, this.draft);
    const key = JSON.stringify([object, port === undefined ? '' : route, port, ends]);
    return entryOf(this.known, key, () => [...new Set(this.leadingTo(wanted, object, [], isPassed))]);
  }

  private endsOf(object: string, tried: Tried): readonly string[] {
    const { probe, judgement } = tried;
    const { expect } = probe;
    const { result } = judgement;
    if (
      result !== 'passed' &&
      expect.kind === 'connection' &&
      expect.outcome === 'reached' &&
      expect.by === undefined
    ) {
      return this.draft.from(object).flatMap(({ relation, to }) => (relation === 'selects' ? [to] : []));
    }
    const expected = 'by' in expect ? (expect.by ?? []) : [];
    const pods = result === 'passed' ? answerersOf(tried) : expected;
    return pods.map((pod) => this.workloads[pod] ?? hostId(pod));
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

function count({ counts, probes }: DraftEdge, ids: readonly string[], mark: Mark): void {
  for (const id of ids) {
    if (probes.at(-1) === id) continue;
    probes.push(id);
    counts[mark] = (counts[mark] ?? 0) + 1;
  }
}
