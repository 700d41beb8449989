import type { CurrentProxyMode } from '../../terms/proxy-mode';
import type { ApiServer } from '../cluster/api-server';
import { ClusterError } from '../cluster/cluster-error';
import type { StoredPod } from '../cluster/objects';
import { isReady } from '../cluster/objects';
import { WAITS } from '../cluster/waits';
import { isDoneBefore } from './done-before';

/** What was asked for cannot be had on this machine, whoever asks: no failure of what is verified. */
export class NotSupportedError extends ClusterError {}

/**
 * Waits until kube-proxy runs on every node. Throws a NotSupportedError when it does not for want of what its mode needs
 * from the kernel: it says so when it ends, which it does again and again.
 */
export async function proxyRuns(api: ApiServer, mode: CurrentProxyMode, signal?: AbortSignal): Promise<void> {
  const path = '/api/v1/namespaces/kube-system/pods';
  const run = async () => {
    const query = { labelSelector: 'k8s-app=kube-proxy' };
    const { items } = await api.request<{ readonly items: readonly StoredPod[] }>('GET', path, { query, signal });
    const ended = items.find(hasRestarted);
    if (ended !== undefined) {
      throw new NotSupportedError({
        place: `kube-proxy in mode ${mode}`,
        problem: 'does not start on this machine: its kernel lacks what the mode needs',
        remedy: `choose another --proxy-mode${mode === 'ipvs' ? ', or load the kernel modules ip_vs and ip_vs_rr' : ''}`,
      });
    }
    return items.length > 0 && items.every(isReady);
  };
  if (await isDoneBefore(performance.now() + WAITS.kubeProxyMs, run, signal)) return;
  throw new ClusterError({
    place: `kube-proxy in mode ${mode}`,
    problem: `does not run ${WAITS.kubeProxyMs} ms after the cluster was created`,
    remedy: 'look at it with kubectl -n kube-system logs -l k8s-app=kube-proxy',
  });
}

function hasRestarted({ status }: StoredPod): boolean {
  const states = status?.containerStatuses?.flatMap(({ state, lastState }) => [
    state?.terminated,
    lastState?.terminated,
  ]);
  return states?.some((terminated) => (terminated?.exitCode ?? 0) !== 0) === true;
}
