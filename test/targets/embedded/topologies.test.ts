import { parseManifests } from '../../../src/model/parse-manifests';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';
import { differences, RECORDED_NODES } from '../../fixtures/reach/recordings';
import { readResults, readTopologies } from '../../fixtures/topologies/topologies';

const topologies = readTopologies();

/** The dataplane deals endpoints so that n draws reach all n: fewer tries than clusters need see as much. */
const budgets = { tries: 6, triesPerFurtherAnswer: 6 };

test.each(Object.entries(readResults().iptables ?? {}))(
  'over sockets %s sees what a kind cluster saw',
  async (name, cells) => {
    const { manifests, later = '', delete: stopped = [] } = topologies[name] ?? { manifests: '' };
    const options = { nodes: RECORDED_NODES, externalHosts: ['external.example.com'], budgets };
    await using started = await new EmbeddedTarget(options).start();
    await using deployment = await started.deploy(parseManifests(manifests));
    await deployment.apply(parseManifests(later));
    for (const pod of stopped) await deployment.terminate(pod);
    const verdicts = await deployment.probe(cells.map(({ id, from, to }) => ({ id, from, to })));
    const wrong = cells.flatMap((cell, index) => {
      const verdict = verdicts[index] ?? { outcome: 'notRun', reason: 'no verdict' };
      const fields = differences(cell, verdict);
      return fields.length === 0 ? [] : [{ ...cell, fields, verdict }];
    });
    expect(wrong).toEqual([]);
  },
);
