import { parseManifests } from '../../../src/model/parse-manifests';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';
import type { Cell, Topology } from '../../fixtures/reach/recordings';
import { differences, RECORDED_NODES } from '../../fixtures/reach/recordings';

/**
 * The cells of a recorded topology that come out otherwise over real sockets, with what was seen there.
 *
 * @param tries of each probe. The dataplane deals endpoints so that n draws reach all n: fewer than clusters need see as much.
 */
export async function wrongCells(
  { manifests, later = '', delete: stopped = [] }: Topology,
  cells: readonly Cell[],
  tries: number,
) {
  const budgets = { tries, triesPerFurtherAnswer: tries };
  const options = { nodes: RECORDED_NODES, externalHosts: ['external.example.com'], budgets };
  await using started = await new EmbeddedTarget(options).start();
  await using deployment = await started.deploy(parseManifests(manifests));
  await deployment.apply(parseManifests(later));
  for (const pod of stopped) await deployment.terminate(pod);
  const verdicts = await deployment.probe(cells.map(({ id, from, to }) => ({ id, from, to })));
  return cells.flatMap((cell, index) => {
    const verdict = verdicts[index] ?? { outcome: 'notRun', reason: 'no verdict' };
    const fields = differences(cell, verdict);
    return fields.length === 0 ? [] : [{ ...cell, fields, verdict }];
  });
}
