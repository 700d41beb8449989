import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from '../../src/dataplane/cluster';
import { NetworkModel } from '../../src/model/network-model';
import { parseManifests } from '../../src/model/parse-manifests';
import type { PlannedProbe } from '../../src/probes/expectation';
import type { Judgement } from '../../src/probes/judge';
import { judge } from '../../src/probes/judge';
import { planProbes } from '../../src/probes/plan/plan';
import { notRun } from '../../src/probes/probe';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import type { ClusterIPFamily } from '../../src/terms/ip-families';
import { SABOTEURS } from './saboteurs';

const manifests = parseManifests(readFileSync(join(__dirname, '../fixtures/saboteurs/manifests.yaml'), 'utf8'));

/** What the probes of the plan that are chosen find on a dataplane. */
async function judgementsOn(
  cluster: typeof Cluster,
  choose: (probe: PlannedProbe) => boolean,
  ipFamily: ClusterIPFamily = 'ipv4',
): Promise<readonly Judgement[]> {
  const options = { externalHosts: ['external.example.com'], ipFamily };
  await using started = await new EmbeddedTarget(options, (config) => new cluster(config)).start();
  await using deployment = await started.deploy(manifests);
  const probes = planProbes(NetworkModel.of(manifests), deployment, []).filter(choose);
  const verdicts = await deployment.probe(probes);
  return probes.map(({ expect: expected }, index) => judge(expected, verdicts[index] ?? notRun('no verdict')));
}

test.each(SABOTEURS.map((saboteur) => [saboteur.cluster.name, saboteur.caughtBy.join(', '), saboteur] as const))(
  '%s is caught by %s',
  async (_name, _probe, { cluster, caughtBy: [subject, row, client], ipFamily }) => {
    const chosen = (probe: PlannedProbe) => probe.subject === subject && probe.row === row && probe.client === client;
    expect(await judgementsOn(Cluster, chosen, ipFamily)).toEqual([{ result: 'passed' }]);
    expect(await judgementsOn(cluster, chosen, ipFamily)).toMatchObject([{ result: 'failed' }]);
  },
);
