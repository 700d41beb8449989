import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Manifest } from '../../model/manifest';
import { refOf } from '../../model/manifest';
import { parseManifests } from '../../model/parse-manifests';
import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import { ownOf } from '../../terms/maps';
import { describeRef } from '../../terms/object-ref';
import type { ApiServer } from '../cluster/api-server';
import { ApiStatusError, ClusterError, isTaken } from '../cluster/cluster-error';
import { listPath, Resources } from '../cluster/resources';
import { WAITS } from '../cluster/waits';
import { isDoneBefore } from './done-before';

/** Reads the manifests of what a cluster needs beside Kubernetes. Throws a ClusterError when a file cannot be read. */
export function readAddons(paths: readonly string[]): readonly Manifest[] {
  return paths.flatMap((path) => {
    try {
      return parseManifests(readFileSync(path, 'utf8'), { source: path });
    } catch (cause) {
      const problem = `cannot be installed: ${(cause as Error).message}`;
      throw new ClusterError({ place: path, problem, remedy: 'name files with Kubernetes manifests', cause });
    }
  });
}

/**
 * Installs a load balancer, an Ingress controller or whatever else the manifests are of, and waits until it runs. What the
 * cluster has already stays as it is.
 */
export async function install(addons: readonly Manifest[], api: ApiServer, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + WAITS.rolloutMs;
  for (const addon of addons) await createEventually(addon, api, deadline, signal);
  const workloads = addons.filter(({ kind }) => typeof kind === 'string' && ownOf(ROLLED_OUT, kind) !== undefined);
  await Promise.all(workloads.map((workload) => rolledOut(workload, api, deadline, signal)));
}

/** A kind that an addon itself defines, or a webhook that judges its objects, takes a moment to be there. */
async function createEventually(
  addon: Manifest,
  api: ApiServer,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ref = refOf(addon, 'default');
  for (;;) {
    try {
      const resource = await new Resources(api).of(ref.apiVersion, ref.kind, signal);
      await api.request('POST', listPath(resource, ref.namespace ?? 'default'), { body: addon, signal });
      return;
    } catch (error) {
      if (isTaken(error)) return;
      const early = error instanceof ClusterError || (error instanceof ApiStatusError && error.code >= 500);
      if (!early || performance.now() >= deadline) {
        const problem = `cannot be installed: ${(error as Error).message}`;
        throw new ClusterError({ place: describeRef(ref), problem, cause: error });
      }
      await pause(WAITS.rolloutPollMs, undefined, signal === undefined ? {} : { signal });
    }
  }
}

/** Whether the Pods of a controller all run, by its kind. */
const ROLLED_OUT: Readonly<Record<string, (spec: JsonObject, status: JsonObject) => boolean>> = {
  Deployment: ({ replicas = 1 }, { availableReplicas }) => availableReplicas === replicas,
  StatefulSet: ({ replicas = 1 }, { readyReplicas }) => readyReplicas === replicas,
  DaemonSet: (_, { desiredNumberScheduled, numberReady }) =>
    typeof desiredNumberScheduled === 'number' && desiredNumberScheduled > 0 && numberReady === desiredNumberScheduled,
};

async function rolledOut(
  workload: Manifest,
  api: ApiServer,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ref = refOf(workload, 'default');
  const resource = await new Resources(api).of(ref.apiVersion, ref.kind, signal);
  const runs = async () => {
    const { spec, status } = await api.request('GET', `${listPath(resource, ref.namespace)}/${ref.name}`, { signal });
    return ownOf(ROLLED_OUT, ref.kind)?.(isObject(spec) ? spec : {}, isObject(status) ? status : {}) === true;
  };
  if (await isDoneBefore(deadline, runs, signal)) return;
  const problem = `does not run ${WAITS.rolloutMs} ms after it was installed`;
  throw new ClusterError({ place: describeRef(ref), problem, remedy: 'look at its Pods with kubectl' });
}
