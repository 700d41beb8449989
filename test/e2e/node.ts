import { execFileSync, spawnSync } from 'node:child_process';
import { CLUSTER } from './cluster';

const ENGINE = process.env.KIND_EXPERIMENTAL_PROVIDER ?? 'docker';

/** Runs a command on a node of the shared cluster, which is a container. */
export function onNode(node: string, ...command: readonly string[]): string {
  return execFileSync(ENGINE, ['exec', `${CLUSTER}-${node}`, ...command], { encoding: 'utf8' });
}

/** Stops everything on a node where it stands: it takes packets, and answers nothing. */
export function pauseNode(node: string): void {
  execFileSync(ENGINE, ['pause', `${CLUSTER}-${node}`], { stdio: 'ignore' });
}

export function resumeNode(node: string): void {
  execFileSync(ENGINE, ['unpause', `${CLUSTER}-${node}`], { stdio: 'ignore' });
}

/** Runs kubectl on the control plane, which has it and needs no credentials of ours. */
export function kubectl(...args: readonly string[]): string {
  return onNode('control-plane', 'kubectl', '--kubeconfig=/etc/kubernetes/admin.conf', ...args);
}

const MANIFEST = '/etc/kubernetes/manifests/kube-apiserver.yaml';

/**
 * Kills the API server, and has kubelet start it as another Pod: the same one would be held back, the longer the more often it
 * was killed.
 */
export function restartApiServer(): void {
  const annotation = `s/^  annotations:$/&\\n    cdk8s-net-e2e: "${Date.now()}"/`;
  const renewed = `sed -e '/cdk8s-net-e2e:/d' -e '${annotation}' ${MANIFEST} >/tmp/kube-apiserver.yaml`;
  onNode(
    'control-plane',
    'bash',
    '-c',
    `${renewed} && cp /tmp/kube-apiserver.yaml ${MANIFEST} && pkill -9 kube-apiserver`,
  );
}

/**
 * Forgets which node had which address, where this user may: the kernel goes on to send to whoever answered for a load balancer's
 * address a moment ago, or in the cluster before.
 */
export function forgetNeighbours(): void {
  spawnSync('ip', ['neighbour', 'flush', 'all'], { stdio: 'ignore' });
}
