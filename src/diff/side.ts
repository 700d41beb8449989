import { isDeepStrictEqual } from 'node:util';
import { deployedIn } from '../dataplane/deployed';
import { Simulation } from '../dataplane/simulation/simulate';
import type { Manifest } from '../model/manifest';
import { outcomeOf } from '../probes/kinds/kinds';
import { Clients } from '../probes/plan/clients';
import type { Draft } from '../probes/plan/draft';
import { impliedProbes } from '../probes/plan/plan';
import type { PlannedNetwork } from '../probes/plan/planned-network';
import { PolicyWords } from '../probes/plan/policy-word';
import type { PredictedVerdict, ProbeTarget, TransportTarget } from '../probes/probe';
import { deriveRequests } from '../requests/derive';
import type { DerivedRequest, WebRequest } from '../requests/web-request';
import { groupBy } from '../terms/maps';
import type { Vantage } from '../terms/vantage';
import { describeVantage } from '../terms/vantage';
import type { SideOptions } from './cluster-side';
import { ClusterSide } from './cluster-side';
import type { Answer } from './difference';
import { onItsWay } from './front-doors';
import { requestedBy, webRequestText } from './web-request';

/** Something that a client asks for. */
export interface Request {
  /** The same on both sides. */
  readonly key: string;
  /** What of the input is asked: `Service shop/web`, `Ingress shop/web`, `HTTPRoute shop/web`. */
  readonly about: readonly string[];
  readonly from: Vantage;
  readonly to: TransportTarget | WebRequest;
  /** Of a Pod: what made it. */
  readonly workload: string | undefined;
  readonly client: string;
  readonly row: string;
  readonly unsent: Draft['unsent'];
  /** On whom it depends what comes of it, by the manifests alone. */
  readonly depends: string | undefined;
}

/** A cluster with the objects of one side: what is asked there, and what comes of it. */
export class Side extends ClusterSide {
  private readonly network: PlannedNetwork;
  private readonly simulation = new Simulation(this.cluster);
  private readonly podsOf: ReadonlyMap<string, readonly { readonly pod: string }[]>;
  private readonly workloads: ReadonlyMap<string, string>;

  constructor(manifests: readonly Manifest[], options: SideOptions) {
    super(manifests, options);
    const { model, world } = this;
    const deployed = deployedIn(this.cluster);
    const { pods } = deployed;
    const asked = { model, world, deployed, clients: new Clients(model, deployed) };
    this.network = { ...asked, words: new PolicyWords(asked) };
    this.podsOf = groupBy(pods, ({ workload }) => workload);
    this.workloads = new Map(pods.map(({ pod, workload }) => [pod, workload]));
  }

  /** Everything that can be asked here: every Service by all of its addresses, every path of every Ingress, every match of every route. */
  *requests(): Generator<Request> {
    for (const draft of impliedProbes(this.network)) {
      const [kind = '', ...key] = draft.object?.split('/') ?? [];
      yield* this.requestOf(draft, `${kind} ${key.join('/')}`);
    }
  }

  /** What is just beside the routes that Ingresses and HTTPRoutes have here: where one kind of them takes the place of the other, they differ there. */
  *bordersOfRoutes(): Generator<Request> {
    for (const request of deriveRequests(this.model)) yield borderRequest(request);
  }

  private *requestOf({ from, to, client, row, unsent, expect }: Draft, about: string): Generator<Request> {
    const asked = requestedBy(to, this.firstFamily);
    if (asked === undefined) return;
    const workload = 'pod' in from ? this.workloads.get(from.pod) : undefined;
    const what = asked.kind === 'web' && to.kind === 'request' ? webRequestText(asked) : row;
    const key = `${workload ?? describeVantage(from)} ${keyOfAsked(asked)}`;
    const depends = expect.kind === 'open' ? `depends on ${expect.on}: ${expect.why}` : undefined;
    yield { key, about: [about], from, to: asked, workload, client, row: what, unsent, depends };
  }

  /** What comes of a request, be it of this side or of the other one. */
  ask({ from, workload, to }: Request): Answer {
    const client = workload === undefined ? from : this.clientLike(workload);
    if (client === undefined) return NOBODY;
    const targets = to.kind === 'web' ? this.doors.for(to) : [to];
    return together(targets.map((target) => this.askAt(client, target, to)));
  }

  private askAt(from: Vantage, target: ProbeTarget, asked: Request['to']): Answer {
    try {
      const verdict = this.simulation.verdictOn({ from, to: target });
      const pods = 'by' in verdict ? (verdict.by ?? []) : [];
      const by = [...new Set(pods.map((pod) => this.workloads.get(pod) ?? pod))].sort();
      return {
        outcome: outcomeOf(verdict),
        by,
        ...(verdict.kind === 'depends' ? { depends: `depends on ${verdict.on}: ${verdict.why}` } : {}),
        ...(asked.kind === 'web' ? webAnswer(this.onItsWay(verdict, from, target), asked) : {}),
      };
    } catch (error) {
      // What it names has no address here.
      if (error instanceof RangeError) return NOBODY;
      throw error;
    }
  }

  /** The same with what became of the request on its way: connections do not tell of each path that a controller changes. */
  private onItsWay(verdict: PredictedVerdict, from: Vantage, target: ProbeTarget): PredictedVerdict {
    if (verdict.kind !== 'connection' || target.kind !== 'http') return verdict;
    return this.simulation.verdictOn({ from, to: onItsWay(target) });
  }

  /** A Pod of a workload, or of another one of its namespace. */
  private clientLike(workload: string): Vantage | undefined {
    const [own] = this.podsOf.get(workload) ?? [];
    if (own !== undefined) return { pod: own.pod };
    const [, namespace = ''] = workload.split('/');
    return this.network.clients.of(namespace)[0]?.from;
  }
}

const OUTSIDE: Vantage = { outside: true };

function keyOfAsked(asked: Request['to']): string {
  if (asked.kind === 'web') return JSON.stringify(asked);
  return `${asked.protocol} ${asked.host} ${asked.port} ${asked.family ?? ''}`;
}

function borderRequest({ about, request: to }: DerivedRequest): Request {
  const key = `${describeVantage(OUTSIDE)} ${keyOfAsked(to)}`;
  const row = webRequestText(to);
  return {
    key,
    about: [about],
    from: OUTSIDE,
    to,
    workload: undefined,
    client: 'outside',
    row,
    unsent: undefined,
    depends: undefined,
  };
}

/** Where an answer sends its client, and for what the Pod was asked where that is another path. */
function webAnswer(verdict: PredictedVerdict, { path }: WebRequest): Pick<Answer, 'location' | 'seenPath'> {
  if (verdict.kind !== 'request') return {};
  const [location] = verdict.headers?.location ?? [];
  const seenPath = verdict.seen?.path;
  return {
    // The port of a scheme may be written or not.
    ...(location === undefined ? {} : { location: URL.canParse(location) ? new URL(location).href : location }),
    ...(seenPath === undefined || seenPath === path ? {} : { seenPath }),
  };
}

/** Answers of several who may be asked, as one. */
function together(answers: readonly Answer[]): Answer {
  const [first = NOBODY, ...others] = answers;
  if (others.every((other) => isDeepStrictEqual(other, first))) return first;
  const outcomes = [...new Set(answers.map(({ outcome }) => outcome))].sort();
  return { ...first, outcome: outcomes.join(' or '), by: [...new Set(answers.flatMap(({ by }) => by))].sort() };
}

const NOBODY: Answer = Object.freeze({ outcome: 'unresolved', by: Object.freeze([]) });
