import { isIP } from 'node:net';
import type { Cluster } from '../../../../src/dataplane/cluster';
import type { Delivered } from '../../../../src/dataplane/flow';
import { proxyRules } from '../../../../src/dataplane/listings/proxy-rules';
import { answerDatagram, answerHttp } from '../../../../src/dataplane/pods/netexec';
import { simulateRequest } from '../../../../src/dataplane/simulation/requests';
import type { RequestTarget } from '../../../../src/probes/probe';
import { FIELD, LINE, PROBER_PROGRAM } from '../../../../src/targets/cluster/prober/program';
import { hostPort } from '../../../../src/terms/host-port';
import type { IPFamily } from '../../../../src/terms/ip';
import { addressIn } from '../../../../src/terms/ip';
import { reverseName } from '../../../../src/terms/reverse-name';
import type { Vantage } from '../../../../src/terms/vantage';
import type { CommandStreams, Exec } from './exec';

/** What one try comes back with, as the program in Pods says it. */
export type Reply = readonly [status: string, text?: string, noise?: string];

/**
 * What commands print in the containers of a simulated cluster: the program that sends probes, answered by the model of the
 * dataplane, and the few others that a deployment runs.
 */
export function simulatedContainers(simulated: { readonly cluster: Cluster }): Exec {
  /** Pods that answer every path with their names. */
  const tellingNames = new Set<string>();

  return async (place, command, streams) => {
    const pod = `${place.namespace}/${place.pod}`;
    const [, , script = '', name, signal] = command;
    if (script === PROBER_PROGRAM) return answerRequests(streams, (kind, fields) => once({ pod }, kind, fields));
    if (name === 'switch') return void (signal === 'USR1' ? tellingNames.add(pod) : tellingNames.delete(pod));
    if (command[1] === '/etc/resolv.conf')
      streams.stdout(`search ${simulated.cluster.resolverOf({ pod }).search.join(' ')}\n`);
    else if (command[1] === '/proc/1/environ') streams.stdout(environmentOf(pod).join('\0'));
    else streams.stdout(rulesOf(simulated.cluster, simulated.cluster.pods.get(pod)?.node ?? ''));
  };

  function once(from: { readonly pod: string }, kind: string, fields: readonly string[]): Reply {
    const [host = '', port = '', question = ''] = fields;
    if (kind === 'env') return ['env', environmentOf(from.pod).join(LINE)];
    if (kind === 'resolve') return ['resolved', resolve(from, host, port === '6' ? 'IPv6' : 'IPv4')];
    if (kind === 'request') return ['curl', gatewayAnswer(from, fields).replaceAll('\n', LINE)];
    if (kind === 'dns') return ['dig', dig(from, host, port)];
    const address = isIP(host) === 0 ? simulated.cluster.lookup(from, host)[0] : host;
    if (address === undefined) return ['failed', '', `bash: ${host}: Name or service not known`];
    const protocol = kind === 'udp' ? 'UDP' : 'TCP';
    const decision = simulated.cluster.connect({ from, protocol, address, port: Number(port) });
    if (decision.action === 'drop') return ['timedOut'];
    if (decision.action === 'refuse') return [kind === 'udp' ? 'closed' : 'failed', '', 'Connection refused'];
    if (kind === 'tcp') {
      return ['answered', httpAnswers(decision, question.replaceAll(LINE, '\n')).replaceAll('\n', LINE)];
    }
    const said = ['hostname', 'clientip'].map((word) => answerDatagram(word, encounterOf(decision)) ?? '');
    return ['answered', said.join(LINE)];
  }

  /** What curl prints of a request through a Gateway, behind which stand-ins tell their names, and its exit code. */
  function gatewayAnswer(from: Vantage, fields: readonly string[]): string {
    const [host = '', port = '', path = '', hostHeader = '', sni = '', method = '', protocol = '', headers = ''] =
      fields;
    const { gatewayAddresses } = simulated.cluster.dataplane;
    const gateway = [...gatewayAddresses].find(([, addresses]) => addresses.includes(host))?.[0];
    if (gateway === undefined) return '\n28';
    const pairs = headers.split(LINE).filter((field) => field !== '');
    const verdict = simulateRequest(simulated.cluster, from, {
      kind: 'request',
      gateway,
      protocol: protocol as RequestTarget['protocol'],
      port: Number(port),
      hostHeader,
      ...(sni === '' ? {} : { sni }),
      method,
      path,
      headers: Object.fromEntries(pairs.map((field) => field.split(': ', 2) as [string, string])),
    });
    if (verdict.kind === 'depends' || verdict.outcome !== 'reached') return '\n35';
    const told = Object.entries(verdict.headers ?? {}).flatMap(([name, values]) =>
      values.map((each) => `${name}: ${each}\r\n`),
    );
    const [by] = verdict.by ?? [];
    const body = by !== undefined && tellingNames.has(by) ? (by.split('/')[1] ?? '') : '';
    return `HTTP/1.1 ${verdict.status ?? 0} -\r\n${told.join('')}\r\n${body}\n0`;
  }

  /** The answers to all requests that were sent on one connection. */
  function httpAnswers(delivered: Delivered, question: string): string {
    const requests = [...question.matchAll(/GET (\S+) HTTP\/1.1\r\nHost: ([^\r]*)\r\n/g)];
    const answers = requests.map(([, path = '/', host = '']) => httpAnswer(delivered, path, host));
    return answers
      .map(({ status, body }) => `HTTP/1.1 ${status} -\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      .join('');
  }

  function httpAnswer(
    delivered: Delivered,
    path: string,
    host: string,
  ): { readonly status: number; readonly body: string } {
    const { listener } = delivered;
    if (listener.type === 'ingress') {
      const route = simulated.cluster.route({ host, path });
      if (route.action !== 'forward') return { status: route.action === 'respond' ? route.status : 503, body: '' };
      const [endpoint] = route.endpoints;
      const node = [...simulated.cluster.nodes.keys()].at(-1) ?? '';
      const decision = endpoint && simulated.cluster.connect({ from: { node }, protocol: 'TCP', ...endpoint });
      return decision?.action === 'deliver' ? httpAnswer(decision, path, host) : { status: 503, body: '' };
    }
    const telling = listener.type === 'pod' && tellingNames.has(listener.pod);
    return answerHttp(telling ? '/hostname' : path, {}, encounterOf(delivered));
  }

  function encounterOf({ listener, source }: Delivered) {
    const pod = listener.type === 'pod' ? simulated.cluster.pods.get(listener.pod) : undefined;
    const hostname = pod?.hostNetwork === true ? pod.node : (pod?.spec.hostname ?? pod?.name);
    return { hostname: hostname ?? ('name' in listener ? listener.name : ''), client: hostPort(source, 40000) };
  }

  function resolve(from: Vantage, name: string, family: IPFamily): string {
    return addressIn(simulated.cluster.lookup(from, name), family) ?? '';
  }

  function dig(from: Vantage, name: string, type: string): string {
    const asked = type === 'PTR' && isIP(name) !== 0 ? (reverseName(name) ?? name) : name;
    const { rcode, records } = simulated.cluster.dig(from, { name: asked, type });
    return [
      `;; ->>HEADER<<- opcode: QUERY, status: ${rcode}`,
      ...records.map((each) => `${each.name} 30 IN ${each.type} ${each.data}`),
    ].join(LINE);
  }

  function environmentOf(pod: string): readonly string[] {
    return Object.entries({ ...simulated.cluster.environmentOf(pod), PATH: '/bin', HOSTNAME: pod }).map(
      ([name, value]) => `${name}=${value}`,
    );
  }
}

/** Answers the requests that the program in Pods is sent, try by try. */
export async function answerRequests(
  { stdin, stdout }: CommandStreams,
  once: (kind: string, fields: readonly string[]) => Reply,
): Promise<void> {
  let rest = '';
  for await (const chunk of stdin.setEncoding('latin1')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [id, kind = '', count, , , ...fields] = line.split(FIELD);
      const replies = tries(Number(count), () => once(kind, fields));
      const all: readonly Reply[] = [...replies, ['end']];
      for (const [status, text = '', noise = ''] of all) stdout(`${[id, status, text, noise].join(FIELD)}\n`);
    }
  }
}

/** Tries until one gets no answer, as the program does. */
function tries(count: number, once: () => Reply): readonly Reply[] {
  const replies: Reply[] = [];
  do replies.push(once());
  while (replies.length < count && replies.at(-1)?.[0] === 'answered');
  return replies;
}

function rulesOf(cluster: Cluster, node: string): string {
  const at = cluster.nodes.get(node);
  if (at === undefined) return '';
  return proxyRules(cluster.dataplane, 'iptables', at, cluster.services.values())
    .flatMap(({ lines }) => lines)
    .join('\n');
}
