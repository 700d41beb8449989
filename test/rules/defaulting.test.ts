import * as fc from 'fast-check';
import type { Manifest } from '../../src/model/manifest';
import { named } from '../../src/model/network-model';
import { decode } from '../../src/model/schema/decode';
import { RULES } from '../../src/rules/all';
import { checkManifests } from '../../src/rules/check-manifests';
import { resolveCluster } from '../../src/rules/cluster-options';
import { RuleBook } from '../../src/rules/rule-book';
import { SimulatedApiServer } from '../../src/rules/simulated-api-server';
import { minorOf } from '../../src/terms/kubernetes-version';
import { caseOf } from '../differential/cases';
import { addressesOf, nodePortsOf } from '../differential/facts';
import { textOf } from '../differential/manifest-text';
import { ownVerdicts, parse } from '../differential/verdict';

const cluster = resolveCluster();
const facts = {
  ...cluster,
  families: ['IPv4'] as const,
  addresses: addressesOf(cluster.serviceClusterIPRange, new Set()),
  nodePorts: nodePortsOf(cluster.serviceNodePortRange, new Set()),
};
const cases = caseOf(facts, (sent) => ownVerdicts([sent], facts)[0]?.accepted === true);

describe('what checkManifests accepts', () => {
  it('is accepted again when it has been through defaulting and allocation', () => {
    fc.assert(
      fc.property(cases, (sent) => {
        for (const { object, format } of sent) {
          const manifest = parse(textOf(object, format));
          if (typeof manifest === 'string' || refused([manifest]).length > 0) continue;
          expect(refused([stored(manifest)])).toEqual([]);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

function refused(manifests: readonly Manifest[]) {
  return checkManifests(manifests).filter(({ source, severity }) => source === 'apiserver' && severity === 'error');
}

/** The object as the API server would store it. */
function stored(manifest: Manifest): Manifest {
  const { ref, key } = named(manifest, cluster.namespace);
  const chapter = new RuleBook(RULES, minorOf(cluster.kubernetesVersion) ?? 0).chapterOf(ref);
  const object = { ref, key, manifest: decode(manifest, chapter.schema).object };
  return new SimulatedApiServer(cluster, [object]).prepare(object, chapter).object();
}
