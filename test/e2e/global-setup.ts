import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KindCli } from '../../src/targets/kind/kind-cli';
import { kindConfig } from '../../src/targets/kind/kind-config';
import useTemporaryFolder from '../temporary-folder';
import { CLUSTER, IP_FAMILY, PREPARE, PROXY_MODE } from './cluster';

/** Makes the shared cluster, unless it is there. */
export async function setup(): Promise<void> {
  await useTemporaryFolder();
  const kind = new KindCli();
  if ((await kind.clusters()).includes(CLUSTER)) return;
  const kubeconfig = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-e2e-')), 'config');
  process.env.CDK8S_NET_E2E_MADE = kubeconfig;
  await kind.create(CLUSTER, kindConfig({ proxyMode: PROXY_MODE, workers: 2, ipFamily: IP_FAMILY }));
  writeFileSync(kubeconfig, await kind.kubeconfigOf(CLUSTER), { mode: 0o600 });
  await kind.refuseAlways(CLUSTER);
  if (PREPARE === undefined) return;
  execFileSync('bash', ['-c', PREPARE], { env: { ...process.env, KUBECONFIG: kubeconfig }, stdio: 'inherit' });
}

/** Deletes the shared cluster if the tests made it. */
export async function teardown(): Promise<void> {
  const made = process.env.CDK8S_NET_E2E_MADE;
  if (made === undefined) return;
  await new KindCli().delete(CLUSTER);
  rmSync(dirname(made), { recursive: true, force: true });
}
