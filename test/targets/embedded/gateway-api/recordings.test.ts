import { parseManifests } from '../../../../src/model/parse-manifests';
import { EmbeddedTarget } from '../../../../src/targets/embedded/embedded-target';
import {
  cellDifferences,
  comparableStatus,
  probeOfCell,
  readGatewayRecordings,
  specifiedCells,
} from '../../../fixtures/gateway/recordings';

const recorded = Object.entries(readGatewayRecordings()).filter(
  ([name, topology]) => specifiedCells(name, topology).length > 0,
);

test.each(recorded)('requests over real sockets find in %s what was recorded', async (name, topology) => {
  const started = await new EmbeddedTarget().start();
  try {
    const deployment = await started.deploy(parseManifests(topology.manifests));
    const cells = specifiedCells(name, topology);
    const verdicts = await deployment.probe(cells.map(probeOfCell));
    const wrong = cells.flatMap((cell, index) => {
      const verdict = verdicts[index];
      const differing = verdict === undefined ? ['nothing'] : cellDifferences(cell, verdict);
      return differing.length === 0 ? [] : [[cell.id, ...differing]];
    });
    expect(wrong).toEqual([]);
    const [gateway = '', status] = Object.entries(topology.status.Gateway ?? {})[0] ?? [];
    if (`Gateway ${gateway}` in topology.deviations) return;
    const statuses = await deployment.gatewayStatus();
    expect(comparableStatus(statuses.Gateway?.[gateway])).toEqual(comparableStatus(status));
  } finally {
    await started[Symbol.asyncDispose]();
  }
});
