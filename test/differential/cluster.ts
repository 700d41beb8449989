import { once } from 'node:events';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiServer } from '../../src/targets/cluster/api-server';
import type { JsonObject } from '../../src/terms/json';
import { isObject, stringOr } from '../../src/terms/json';
import type { Case, Sent } from './cases';
import { sentText } from './cases';
import type { ClusterFacts } from './facts';
import { addressesOf, nodePortsOf } from './facts';
import { KINDS } from './fields';
import type { ServerVerdict } from './verdict';
import { serverVerdict } from './verdict';

/** Two cores may be shared with others: at most 50 requests a second. */
const REQUEST_INTERVAL_MS = 20;
/** Longer than the API server itself works on a request. */
const REQUEST_TIMEOUT_MS = 90_000;

/** The API server had no time to answer. */
export class NoAnswer extends Error {}

/** A real API server, and a namespace in it that goes away again. */
export class Cluster implements AsyncDisposable {
  private readonly agent: https.Agent;
  private nextRequestAt = 0;

  private constructor(
    private readonly server: ApiServer,
    credentials: https.RequestOptions,
    readonly facts: ClusterFacts,
  ) {
    this.agent = Object.assign(credentials.agent as https.Agent, { keepAlive: true });
  }

  /** @throws ClusterError when there is no cluster, or it does not answer */
  static async open(kubeconfig: string | undefined, gatewayApi?: string): Promise<Cluster> {
    const server = await ApiServer.of(kubeconfig === undefined ? {} : { kubeconfig });
    if (kubeconfig === undefined && !server.context.startsWith('kind-')) {
      throw new Error(
        `the current context '${server.context}' is not a kind cluster: Services of all types will be created; ` +
          'name the kubeconfig of a cluster that nobody else needs with --kubeconfig',
      );
    }
    const facts = { ...(await factsOf(server)), ...(gatewayApi === undefined ? {} : { gatewayBundle: gatewayApi }) };
    const credentials: https.RequestOptions = {};
    await server.config.applyToHTTPSOptions(credentials);
    await server.request('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: facts.namespace } },
    });
    return new Cluster(server, credentials, facts);
  }

  /** Creates the objects of a case one after the other, and deletes them again whatever happens. */
  async create(sent: Case): Promise<readonly ServerVerdict[]> {
    const verdicts: ServerVerdict[] = [];
    try {
      for (const each of sent) verdicts.push(await this.post(each));
      return verdicts;
    } finally {
      for (const [index, { stored }] of verdicts.entries()) {
        const kind = sent[index]?.kind;
        if (stored !== undefined && kind !== undefined) await this.remove(stored, KINDS[kind]);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.request('DELETE', `/api/v1/namespaces/${this.facts.namespace}`);
    this.server[Symbol.dispose]();
    this.agent.destroy();
  }

  private async post(sent: Sent): Promise<ServerVerdict> {
    const { kind, object, format } = sent;
    const metadata = isObject(object.metadata) ? object.metadata : {};
    const namespace = stringOr(metadata.namespace) || this.facts.namespace;
    const path = `${collection(KINDS[kind], encodeURIComponent(namespace))}?fieldValidation=Strict`;
    return this.send('POST', path, sentText(sent), format === 'json' ? 'application/json' : 'application/yaml');
  }

  private async remove({ metadata }: JsonObject, kind: (typeof KINDS)[keyof typeof KINDS]): Promise<void> {
    if (!isObject(metadata)) return;
    const path = `${collection(kind, stringOr(metadata.namespace))}/${encodeURIComponent(stringOr(metadata.name))}`;
    if (metadata.finalizers !== undefined) {
      await this.send('PATCH', path, '{"metadata":{"finalizers":null}}', 'application/merge-patch+json');
    }
    const { code, said } = await this.send('DELETE', path, '', 'application/json');
    // What names an owner that does not exist may have been collected already.
    if (code >= 300 && code !== 404) throw new Error(`cannot delete ${path}: ${said}`);
  }

  private async send(method: string, path: string, body: string, contentType: string): Promise<ServerVerdict> {
    await pause(Math.max(0, this.nextRequestAt - performance.now()));
    this.nextRequestAt = performance.now() + REQUEST_INTERVAL_MS;
    const server = this.server.config.getCurrentCluster()?.server ?? '';
    const outgoing = https.request(`${server}${path}`, {
      method,
      agent: this.agent,
      timeout: REQUEST_TIMEOUT_MS,
      headers: { accept: 'application/json', 'content-type': contentType, 'content-length': Buffer.byteLength(body) },
    });
    outgoing.on('timeout', () =>
      outgoing.destroy(new Error(`${method} ${path}: no answer for ${REQUEST_TIMEOUT_MS} ms`)),
    );
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    const answer = await text(response);
    if (response.statusCode === 504) throw new NoAnswer(`${method} ${path}: ${answer.slice(0, 200)}`);
    return serverVerdict(
      response.statusCode ?? 0,
      jsonOr(answer),
      (response.headersDistinct.warning ?? []).map(warningText),
    );
  }
}

/** Asks the cluster for its version and its ranges. */
async function factsOf(server: ApiServer): Promise<ClusterFacts> {
  const version = await server.request<{ major: string; minor: string }>('GET', '/version');
  const cidrs = await server.request<{ spec: { cidrs: string[] } }>(
    'GET',
    '/apis/networking.k8s.io/v1/servicecidrs/kubernetes',
  );
  const services = await server.request<{
    items: { spec: { clusterIPs?: string[]; ports?: { nodePort?: number }[] } }[];
  }>('GET', '/api/v1/services');
  const specs = services.items.map(({ spec }) => spec);
  const serviceNodePortRange = await nodePortRangeOf(server);
  const serviceClusterIPRange = cidrs.spec.cidrs;
  return {
    kubernetesVersion: `${version.major}.${Number.parseInt(version.minor)}`,
    serviceClusterIPRange,
    serviceNodePortRange,
    families: serviceClusterIPRange.map((range) => (range.includes(':') ? 'IPv6' : 'IPv4')),
    addresses: addressesOf(serviceClusterIPRange, new Set(specs.flatMap(({ clusterIPs = [] }) => clusterIPs))),
    nodePorts: nodePortsOf(
      serviceNodePortRange,
      new Set(specs.flatMap(({ ports = [] }) => ports.map(({ nodePort = 0 }) => nodePort))),
    ),
    namespace: `differential-${process.pid}-${Date.now().toString(36)}`,
  };
}

/** No API tells the range of node ports, but the refusal of port 1 does. */
async function nodePortRangeOf(server: ApiServer): Promise<string> {
  const body = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { generateName: 'differential-' },
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 1 }] },
  };
  const refusal = await server.request('POST', '/api/v1/namespaces/default/services', { body }).then(
    () => '',
    (error: Error) => error.message,
  );
  const [, range] = /range of valid ports is (\d+-\d+)/.exec(refusal) ?? [];
  if (range === undefined) throw new Error(`the cluster does not tell its range of node ports: ${refusal}`);
  return range;
}

function collection(
  { apiVersion, resource, namespaced }: (typeof KINDS)[keyof typeof KINDS],
  namespace: string,
): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return namespaced ? `${group}/namespaces/${namespace}/${resource}` : `${group}/${resource}`;
}

/** The text of a header `299 - "text"`. */
function warningText(header: string): string {
  const [, quoted = header] = /^\d+ \S+ "((?:[^"\\]|\\.)*)"/.exec(header) ?? [];
  return quoted.replace(/\\(.)/g, '$1');
}

function jsonOr(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return { message: answer.trim() };
  }
}
