import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../terms/object-ref';
import { eachOf } from '../concurrency';
import type { ApiServer } from './api-server';
import type { ClusterBudgets } from './cluster-budgets';
import { isNotFound } from './cluster-error';
import { CONCURRENT_REQUESTS } from './creation';
import { RUN_LABEL } from './labels';
import type { KubernetesObject } from './mirror';
import { Changes, Mirror } from './mirror';
import { withRecovery } from './recovery';
import { WAITS } from './waits';

/** What a run made. */
export interface Made {
  /** Name of the run; of all runs when absent. */
  readonly run?: string;
  /** Namespaces that it made, which take everything in them along. */
  readonly namespaces: readonly string[];
  /** Namespaces that were there before, in which it made Pods. */
  readonly usedNamespaces: readonly string[];
  /** Paths of objects outside of its own namespaces, in the order in which they were made. */
  readonly paths: readonly string[];
}

/** Real images may not heed the signal to stop: they would stay for their whole grace period, 30 seconds as a rule. */
const GRACE_SECONDS = '1';

/** Deletes what a run made and waits until it is gone. The answer names what is left when the budget is spent. */
export async function remove(
  api: ApiServer,
  made: Made,
  { cleanupMs }: ClusterBudgets,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const watching = new AbortController();
  try {
    const labelSelector = made.run === undefined ? RUN_LABEL : `${RUN_LABEL}=${made.run}`;
    const changes = new Changes();
    const namespaces = new Mirror<KubernetesObject>(api, { path: '/api/v1/namespaces', labelSelector }, changes.notify);
    const pods = new Mirror<KubernetesObject>(api, { path: '/api/v1/pods', labelSelector }, changes.notify);
    const deleteAllPods = (graceSeconds: string) =>
      Promise.all([
        ...made.namespaces.map((name) => deletePods(api, name, graceSeconds, signal)),
        ...made.usedNamespaces.map((name) => deletePods(api, name, graceSeconds, signal, { labelSelector })),
      ]);
    await Promise.all(made.namespaces.map((name) => deleteAt(api, `/api/v1/namespaces/${name}`, signal)));
    const paths = [...made.paths].reverse();
    const answers = await eachOf(paths, CONCURRENT_REQUESTS, (path) => deleteAt(api, path, signal));
    const held = paths.filter((_, index) => isHeld(answers[index] ?? {}));
    await deleteAllPods(GRACE_SECONDS);
    await Promise.all([namespaces.start(watching.signal), pods.start(watching.signal)]);
    const isGone = () => namespaces.items.size + pods.items.size === 0;
    if (!(await changes.until(() => pods.items.size === 0, WAITS.orderlyRemovalMs, signal))) await deleteAllPods('0');
    const since = performance.now();
    await changes.until(isGone, () => withRecovery(cleanupMs, api), signal);
    const stillHeld = await heldAt(held, api, () => since + withRecovery(cleanupMs, api), signal);
    return [
      ...stillHeld,
      ...[...namespaces.items.keys()].map((name) => `Namespace ${name}`),
      ...[...pods.items.keys()].map((name) => `Pod ${name}`),
    ];
  } finally {
    watching.abort();
  }
}

/** Has a namespace go, and the Pods in it at once. */
export async function removeNamespace(api: ApiServer, name: string, signal: AbortSignal | undefined): Promise<void> {
  await deleteAt(api, `/api/v1/namespaces/${name}`, signal);
  await deletePods(api, name, GRACE_SECONDS, signal);
}

/** Controllers make Pods of their own in the namespaces of a run, such as the proxies of Gateways: all go, where no label selects some. */
async function deletePods(
  api: ApiServer,
  namespace: string,
  gracePeriodSeconds: string,
  signal: AbortSignal | undefined,
  selector: Readonly<Record<string, string>> = {},
): Promise<void> {
  await deleteAt(api, `/api/v1/namespaces/${namespace}/pods`, signal, { ...selector, gracePeriodSeconds });
}

/** What an API server answers when it is told to delete an object, or asked for it. */
interface Answer {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string } & {
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
  };
}

async function deleteAt(
  api: ApiServer,
  path: string,
  signal: AbortSignal | undefined,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return orGone(api.request('DELETE', path, { query: { propagationPolicy: 'Background', ...query }, signal }));
}

async function orGone(answer: Promise<Answer>): Promise<Answer> {
  return answer.catch((error: unknown) => {
    if (isNotFound(error)) return {};
    throw error;
  });
}

/** Whether an object goes only when somebody lets go of it: whoever takes its load balancer away, for example. */
function isHeld({ metadata: { deletionTimestamp, finalizers = [] } = {} }: Answer): boolean {
  return deletionTimestamp !== undefined && finalizers.length > 0;
}

/** Waits until objects are let go of; the names of those that are not when the time is over. */
async function heldAt(
  paths: readonly string[],
  api: ApiServer,
  deadline: () => number,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  for (let left = paths; ;) {
    const answers = await eachOf(left, CONCURRENT_REQUESTS, (path) => orGone(api.request('GET', path, { signal })));
    left = left.filter((_, index) => isHeld(answers[index] ?? {}));
    const held = answers.filter(isHeld);
    if (held.length === 0) return [];
    if (performance.now() >= deadline()) {
      return held.map(({ kind = '', metadata: { namespace, name = '' } = {} }) => `${kind} ${keyOf(namespace, name)}`);
    }
    await pause(WAITS.retryMs, undefined, signal === undefined ? {} : { signal });
  }
}
