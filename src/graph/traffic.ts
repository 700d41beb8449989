import type { Cluster } from '../dataplane/cluster';
import { selectsAll } from '../model/network-policies';
import type { PlannedProbe } from '../probes/expectation';
import { isBlocked } from '../probes/judge';
import type { Mark } from '../probes/marks';
import { markOf } from '../probes/marks';
import type { ProbeTarget } from '../probes/probe';
import { portOf } from '../probes/probe';
import { entryOf, groupBy } from '../terms/maps';
import { listed } from '../terms/sentence';
import { denialsOf } from './denials';
import type { DraftEdge, MapDraft } from './map-draft';
import type { MapNode } from './network-map';
import { gatewayId } from './parts/gateways';
import { policyId } from './parts/policies';
import { hostId } from './parts/services';
import { workloadId } from './parts/workloads';
import type { Run } from './run';

type RunProbe = Run['probes'][number];

/** Draws who asks whom, and marks the ways that their traffic takes, and the policies that close them. */
export function addTraffic(draft: MapDraft, run: Run, cluster: Cluster): void {
  addDenials(draft, run, cluster);
  const ways = new Ways(draft, run);
  for (const asked of groupsOf(draft, run)) {
    draft.add(asked.client);
    const edge = draft.connect(asked.client.id, asked.object, 'asks');
    for (const probe of asked.probes) {
      const mark = markOf(probe);
      count(edge, probe, mark);
      for (const port of portsOf(probe)) edge.labels.add(port);
      for (const behind of ways.of(asked.object, probe)) count(behind, probe, mark);
    }
  }
}

/** Marks which policies keep connections from which Pods; one for all Pods of a namespace has lines to those that should be reached. */
function addDenials(draft: MapDraft, { probes }: Run, cluster: Cluster): void {
  if (!draft.hasTier('policy')) return;
  for (const probe of probes) {
    const mark = markOf(probe);
    if (mark === 'passed' && !isBlocked(probe.expect)) continue;
    for (const { policies, pod } of denialsOf(probe, cluster)) {
      const { workload } = pod;
      if (workload === undefined) continue;
      for (const { key, source } of policies) {
        if (mark !== 'failed' && selectsAll(source.spec.podSelector)) continue;
        count(draft.connect(policyId(key), workloadId({ ref: workload }), 'applies'), probe, mark);
      }
    }
  }
}

/** What a client asked of an object. */
interface Asked {
  readonly client: MapNode;
  readonly object: string;
  readonly probes: readonly RunProbe[];
}

/** Who asks, as few as possible: Pods of a namespace, and nodes, that found the same of an object stand together. */
function groupsOf(draft: MapDraft, { probes, target }: Run): readonly Asked[] {
  const byObject = new Map<string, Map<string, RunProbe[]>>();
  for (const probe of probes) {
    const object = askedOf(probe);
    if (object === undefined || !draft.has(object)) continue;
    const ofObject = entryOf(byObject, object, () => new Map<string, RunProbe[]>());
    entryOf(ofObject, clientId(probe, target.workloads), () => []).push(probe);
  }
  const found = [...byObject].flatMap(([object, byClient]) =>
    [...byClient].map(([id, all]) => ({ object, id, result: resultOf(all), probes: waysIn(all) })),
  );
  const asking = found.filter((each) => each.probes.length > 0);
  const crowds = new Crowds(asking.map(({ id }) => id));
  const ofCrowds = groupBy(found, ({ object, id }) => `${object} ${crowdOf(id)}`);
  return asking.map(({ object, id, result, probes: asked }) => {
    const results = new Set(ofCrowds.get(`${object} ${crowdOf(id)}`)?.map((each) => each.result));
    const isWhole = results.size === 1 || (result === 'passed' && ![...results].some((each) => each.includes(DENIED)));
    return { client: isWhole ? crowds.whole(id) : crowds.one(id), object, probes: asked };
  });
}

/** The object that a client turns to: of a request for a route, the Gateway. */
function askedOf({ to, object }: RunProbe): string | undefined {
  return to.kind === 'request' && to.gateway !== undefined ? gatewayId(to.gateway) : object;
}

const DENIED = 'denied';

/** What is closed, as it should be, is no way that anybody takes. */
function isWay(probe: RunProbe): boolean {
  return !isBlocked(probe.expect) || markOf(probe) === 'failed';
}

/** The probes that took a way: names and variables lead nowhere where all else is closed. */
function waysIn(probes: readonly RunProbe[]): readonly RunProbe[] {
  const ways = probes.filter(isWay);
  return ways.length < probes.length && !ways.some(({ to }) => isConnection(to)) ? [] : ways;
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

function resultOf(probes: readonly RunProbe[]): string {
  return [...new Set(probes.map((probe) => (isWay(probe) ? markOf(probe) : DENIED)))].sort().join();
}

/** `clients/Deployment/shop/web`, `clients/Node/worker`, `outside`, `outside/203.0.113.7`. */
function clientId({ from }: PlannedProbe, workloads: Readonly<Record<string, string>>): string {
  if ('outside' in from) return from.address === undefined ? 'outside' : `outside/${from.address}`;
  return 'node' in from ? `clients/Node/${from.node}` : `clients/${workloads[from.pod] ?? `Pod/${from.pod}`}`;
}

/** Those whom a client stands among: all nodes, or the Pods of its namespace. */
function crowdOf(id: string): string {
  const [place, kind = '', namespace = ''] = id.split('/');
  return place === 'outside' ? id : kind === 'Node' ? 'clients/nodes' : `clients/Pods/${namespace}`;
}

/** Clients, one by one and together. */
class Crowds {
  private readonly members = new Map<string, Set<string>>();

  constructor(ids: readonly string[]) {
    for (const id of ids) entryOf(this.members, crowdOf(id), () => new Set()).add(id);
  }

  one(id: string): MapNode {
    const [place, kind = '', ...path] = id.split('/');
    if (place === 'outside')
      return { id, tier: 'outside', kind: 'client', name: id.replace('/', ' '), facts: ['beyond the cluster'] };
    if (kind === 'Node') return { id, tier: 'outside', kind: 'Node', name: path.join('/'), facts: ['its processes'] };
    const [namespace = '', ...name] = path;
    return { id, tier: 'clients', kind, namespace, name: name.join('/'), facts: ['its Pods'] };
  }

  whole(id: string): MapNode {
    const crowd = crowdOf(id);
    const members = [...(this.members.get(crowd) ?? [])];
    if (members.length < 2) return this.one(id);
    const names = members.map((member) => this.one(member).name);
    const { tier, namespace } = this.one(id);
    const [kind, name] = tier === 'outside' ? ['Nodes', 'nodes'] : ['Pods', 'workloads'];
    return {
      id: crowd,
      tier,
      kind,
      name: `${members.length} ${name}`,
      facts: [listed(names, 3)],
      members: names,
      ...(namespace === undefined ? {} : { namespace }),
    };
  }
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

function count({ counts, probes }: DraftEdge, { id }: RunProbe, mark: Mark): void {
  if (probes.at(-1) === id) return;
  probes.push(id);
  counts[mark] = (counts[mark] ?? 0) + 1;
}
