import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { KindCli } from '../../src/targets/kind/kind-cli';
import { CLUSTER } from './cluster';

/** Deletes the shared cluster if the tests made it. */
export default async function tearDown(): Promise<void> {
  const made = process.env.CDK8S_NET_E2E_MADE;
  if (made === undefined) return;
  await new KindCli().delete(CLUSTER);
  rmSync(dirname(made), { recursive: true, force: true });
}
