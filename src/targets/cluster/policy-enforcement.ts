import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '../../terms/json';
import type { Deployment } from '../target';
import type { ApiServer } from './api-server';
import type { ClusterBudgets } from './cluster-budgets';
import type { ClusterContext } from './cluster-context';
import { makeOwn } from './creation';
import { podIPsOf } from './objects';
import type { ProberPods } from './prober-pods';
import { PodProber } from './prober/pod-prober';
import { requestOf } from './prober/requests';
import { withStandIns } from './stand-ins';
import { WAITS } from './waits';

/** How long, in seconds, a connection is waited for that may be dropped. */
const PATIENCE_SECONDS = 1;

/** A port of the server that its policy leaves open, and one that it closes. */
const OPEN = 8081;
const CLOSED = 8080;

const LABELS = { 'cdk8s-net/enforcement': 'server' };

/** What closes all ports of the server but one. */
function policyIn(namespace: string): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'enforcement', namespace },
    spec: {
      podSelector: { matchLabels: LABELS },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ protocol: 'TCP', port: OPEN }] }],
    },
  };
}

/**
 * Whether a cluster enforces NetworkPolicies, which only connections tell: an experiment in a namespace of its own. The policy is there before its Pod. A network may still take some seconds to act on it, so that a port which stays open
 * that long, and no sooner, says that nobody does. Throws a ClusterError when the Pods do not run.
 */
export async function enforcesPolicies(
  api: ApiServer,
  pods: ProberPods,
  { enforcementMs }: ClusterBudgets,
  signal: AbortSignal,
): Promise<boolean> {
  await pods.inNamespace();
  const path = `/apis/networking.k8s.io/v1/namespaces/${pods.namespace}/networkpolicies`;
  await makeOwn(api, path, policyIn(pods.namespace), signal);
  const ports = [OPEN, CLOSED].map((containerPort) => ({ containerPort }));
  const [server, client] = await Promise.all([
    pods.beside('enforcement-server', WHAT, LABELS, specOf(ports)),
    pods.beside('enforcement-client', WHAT, {}, specOf([])),
  ]);
  const [address = ''] = podIPsOf(server.status);
  const container = { namespace: pods.namespace, pod: client.metadata.name, container: CONTAINER };
  using prober = new PodProber(api, container, PATIENCE_SECONDS);
  const answers = async (port: number) => {
    const to = { kind: 'transport', protocol: 'tcp', host: address, port } as const;
    const [reply] = await prober.ask(requestOf(to, address), 1, signal);
    return reply?.status === 'answered';
  };
  return await isClosed(answers, enforcementMs, signal);
}

const WHAT = 'to find out whether NetworkPolicies are enforced';
const CONTAINER = 'main';

function specOf(ports: readonly { readonly containerPort: number }[]): JsonObject {
  const spec = withStandIns({ containers: [{ name: CONTAINER, ports }] });
  return { ...spec, enableServiceLinks: false, terminationGracePeriodSeconds: 0 };
}

/** Whether the one port answers, and the other one does not, within the time that a network may take to act. */
async function isClosed(
  answers: (port: number) => Promise<boolean>,
  budgetMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const since = performance.now();
  for (;;) {
    const [open, closed] = await Promise.all([answers(OPEN), answers(CLOSED)]);
    if (open && !closed) return true;
    if (performance.now() - since >= budgetMs) {
      if (open) return false;
      throw new Error('the port that a policy opens does not answer');
    }
    await pause(WAITS.enforcementPollMs, undefined, { signal });
  }
}

/** What is known of the enforcement of policies. Only those of the input are a reason to find out. */
export async function learnEnforcement(
  {
    api,
    experimentPods,
    hasPolicies,
    options,
  }: Pick<ClusterContext, 'api' | 'experimentPods' | 'hasPolicies' | 'options'>,
  signal: AbortSignal,
): Promise<Required<Pick<Deployment, 'enforcesPolicies' | 'notes'>>> {
  if (!hasPolicies) return { enforcesPolicies: 'unknown', notes: [] };
  try {
    const found = await enforcesPolicies(api, experimentPods, options.clusterBudgets, signal);
    return { enforcesPolicies: found, notes: [] };
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    return { enforcesPolicies: 'unknown', notes: [`whether NetworkPolicies are enforced is not known: ${why}`] };
  } finally {
    experimentPods.dismiss();
  }
}
