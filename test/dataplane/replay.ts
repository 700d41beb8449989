import { loadAll } from 'js-yaml';
import { Cluster } from '../../src/dataplane/cluster';
import type { ProxyMode } from '../../src/dataplane/cluster-config';
import type { Decision, Delivered } from '../../src/dataplane/flow';
import type { Manifest } from '../../src/model/manifest';
import type { Protocol } from '../../src/model/objects';
import type {
  ClientAddressClass,
  ConnectionVerdict,
  HttpTarget,
  Outcome,
  ProbeTarget,
  TransportTarget,
  Verdict,
} from '../../src/probes/probe';
import type { Vantage } from '../../src/terms/vantage';
import type { Topology } from '../fixtures/reach/recordings';
import { RECORDED_NODES } from '../fixtures/reach/recordings';

const FIRST_TRIES = 11;
const TRIES_FOR_EACH_FURTHER_ANSWER = 7;
const TRIES_WITHOUT_ANSWER = 2;

/** A cluster as it was recorded, with a topology deployed. */
export function deploy({ manifests, later, delete: stopping = [] }: Topology, proxyMode: ProxyMode): Cluster {
  const cluster = new Cluster({ proxyMode, nodes: RECORDED_NODES, externalHosts: ['external.example.com'] });
  cluster.apply(parse(manifests));
  if (later !== undefined) cluster.apply(parse(later));
  for (const pod of stopping) cluster.terminate(pod);
  return cluster;
}

function parse(text: string): Manifest[] {
  return loadAll(text).filter((document) => document !== null && document !== undefined) as Manifest[];
}

/** What a probe would observe, tried as often as it was when the recordings were made. */
export function simulate(cluster: Cluster, from: Vantage, to: ProbeTarget): Verdict {
  if ('dns' in to) {
    const { rcode, records } = cluster.dig(from, { name: cluster.expand(to.dns.name), type: to.dns.type });
    return {
      rcode,
      records: records.map(({ name, type, data }) => ({
        name: to.dns.type === 'PTR' ? '${reverse}' : cluster.abbreviate(name),
        type,
        data: cluster.abbreviate(data),
      })),
    };
  }
  if ('env' in to) {
    const env = Object.entries(cluster.environmentOf(to.env.pod));
    return { env: Object.fromEntries(env.map(([name, value]) => [name, cluster.abbreviate(value)])) };
  }
  const answers: Answer[] = [];
  const seen = new Set<string>();
  const limit = () =>
    [...seen].every((kind) => kind === 'timedOut')
      ? TRIES_WITHOUT_ANSWER
      : FIRST_TRIES + TRIES_FOR_EACH_FURTHER_ANSWER * (seen.size - 1);
  do {
    const answer = attempt(cluster, from, to);
    answers.push(answer);
    seen.add(`${answer.outcome}${answer.by ?? ''}`);
  } while (answers.length < limit());
  return summarize(answers);
}

interface Answer {
  readonly outcome: Outcome;
  readonly by?: string;
  readonly clientIP?: ClientAddressClass;
  readonly seenAs?: string;
  readonly status?: number;
  readonly certificate?: string;
}

function attempt(cluster: Cluster, from: Vantage, to: TransportTarget | HttpTarget): Answer {
  const addresses = cluster.lookup(from, cluster.expand(to.host));
  if (addresses.length === 0) return { outcome: 'unresolved' };
  const isHttp = to.protocol === 'http' || to.protocol === 'https';
  const protocol: Protocol = to.protocol === 'udp' ? 'UDP' : 'TCP';
  const port = to.port ?? (to.protocol === 'https' ? 443 : 80);
  let decision: Decision | undefined;
  // A client tries the next address when one refuses.
  for (const address of addresses) {
    decision = cluster.connect({ from, protocol, address, port });
    if (decision.action === 'deliver') {
      return answerOf(cluster, from, decision, isHttp ? (to as HttpTarget) : undefined);
    }
  }
  return { outcome: decision?.action === 'drop' ? 'timedOut' : 'refused' };
}

function answerOf(
  cluster: Cluster,
  from: Vantage,
  { listener, source }: Delivered,
  http: HttpTarget | undefined,
): Answer {
  switch (listener.type) {
    case 'pod':
    case 'externalHost':
      return {
        outcome: 'reached',
        by: listener.type === 'pod' ? listener.pod : listener.name,
        clientIP: classOf(cluster, from, source),
        seenAs: cluster.placeholderOf(source),
        ...(http === undefined ? {} : { status: 200 }),
      };
    case 'healthCheck':
      return { outcome: 'reached', ...(http === undefined ? {} : { status: listener.status }) };
    case 'ingress':
      return http === undefined ? { outcome: 'reached' } : throughIngress(cluster, http);
    default:
      return { outcome: 'reached' };
  }
}

function throughIngress(cluster: Cluster, { protocol, path = '/', hostHeader, host, sni }: HttpTarget): Answer {
  const route = cluster.route({
    host: hostHeader ?? cluster.expand(host),
    path,
    ...(protocol === 'https' ? { tls: sni === undefined ? {} : { sni } } : {}),
  });
  if (route.action === 'close') return { outcome: 'closed' };
  const certificate = route.certificate === undefined ? {} : { certificate: route.certificate.subject };
  if (route.action === 'respond') return { outcome: 'reached', status: route.status, ...certificate };
  turn += 1;
  const endpoint = route.endpoints[turn % route.endpoints.length];
  if (endpoint === undefined) return { outcome: 'reached', status: 503, ...certificate };
  const flow = { from: { node: 'worker' }, protocol: 'TCP', ...endpoint } as const;
  const decision = cluster.connect(flow);
  if (decision.action !== 'deliver' || decision.listener.type !== 'pod') {
    return { outcome: 'reached', status: 503, ...certificate };
  }
  return { outcome: 'reached', by: decision.listener.pod, status: 200, ...certificate };
}
let turn = 0;

function classOf(cluster: Cluster, from: Vantage, source: string): ClientAddressClass {
  if ('pod' in from && cluster.pods.get(from.pod)?.ip === source && cluster.pods.get(from.pod)?.hostNetwork === false) {
    return 'pod';
  }
  return [...cluster.nodes.values()].some(({ ip, gatewayIP }) => source === ip || source === gatewayIP)
    ? 'node'
    : 'other';
}

function summarize(answers: readonly Answer[]): ConnectionVerdict {
  const outcomes = [...new Set(answers.map(({ outcome }) => outcome))];
  const outcome = outcomes.includes('reached') ? 'reached' : (outcomes[0] ?? 'timedOut');
  const also = outcomes.filter((other) => other !== outcome).sort();
  const reached = answers.filter((answer) => answer.outcome === outcome);
  const by = [...new Set(reached.flatMap((answer) => answer.by ?? []))].sort();
  const status = reached[0]?.status;
  const certificate = reached[0]?.certificate;
  return {
    outcome,
    ...(also.length === 0 ? {} : { also }),
    ...(outcome === 'reached' ? { by } : {}),
    ...classes(reached),
    ...(status === undefined ? {} : { status }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

function classes(answers: readonly Answer[]): Pick<ConnectionVerdict, 'clientIP' | 'clientIPBy' | 'seenAs'> {
  const seen = answers.filter(({ clientIP }) => clientIP !== undefined);
  const [first] = seen;
  if (first?.clientIP === undefined || first.seenAs === undefined) return {};
  const oneClass = seen.every(({ clientIP }) => clientIP === first.clientIP);
  const oneAddress = seen.every(({ seenAs }) => seenAs === first.seenAs);
  const byPod = (value: (answer: Answer) => string) => {
    const result = new Map<string, Set<string>>();
    for (const answer of seen) {
      const { by = '' } = answer;
      result.set(by, (result.get(by) ?? new Set()).add(value(answer)));
    }
    return [...result].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return {
    ...(oneClass
      ? { clientIP: first.clientIP }
      : {
          clientIPBy: Object.fromEntries(
            byPod(({ clientIP = 'other' }) => clientIP).map(([by, set]) => [by, [...set][0] as ClientAddressClass]),
          ),
        }),
    seenAs: oneAddress
      ? first.seenAs
      : Object.fromEntries(byPod(({ seenAs = '' }) => seenAs).map(([by, set]) => [by, [...set].sort()])),
  };
}
