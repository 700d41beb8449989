import { Cluster } from '../src/dataplane/cluster';
import { DEFAULT_NODES } from '../src/dataplane/cluster-config';
import { gatewayStatusOf } from '../src/dataplane/gateway/gateway-status';
import { simulate } from '../src/dataplane/simulation/simulate';
import type { Manifest } from '../src/model/manifest';
import type { ConformanceTest, ConformanceWorld } from '../test/fixtures/gateway/conformance';
import { conformanceFailures, extendedFeatures, readConformance } from '../test/fixtures/gateway/conformance';

/** The controller of the GatewayClass of the suite. */
export const CONFORMANCE_CONTROLLER = 'example.net/conformance';

/** A simulated cluster with the objects of a test. */
export function simulatedWorld(objects: readonly Manifest[]): Promise<ConformanceWorld> {
  const cluster = new Cluster({ nodes: DEFAULT_NODES, gatewayControllers: [CONFORMANCE_CONTROLLER] });
  cluster.apply(objects);
  return Promise.resolve({
    ask: (probe) => Promise.resolve(simulate(cluster, probe)),
    statuses: () => Promise.resolve(gatewayStatusOf(cluster)),
  });
}

const LEFT: Readonly<Record<NonNullable<ConformanceTest['left']>, string>> = {
  status: 'not asked: how a controller keeps objects up to date',
  attempts: 'not asked: a backend that counts tries',
  supported: 'not asked: for controllers without the feature',
};

/** The page of results: every test of the suite, and what the model makes of it. */
export async function conformancePage(): Promise<string> {
  const { base, tests } = readConformance();
  const rows = await Promise.all(
    tests.map(async (each) => {
      const failures = each.left === undefined ? await conformanceFailures(each, base, simulatedWorld) : [];
      const result =
        each.left === undefined ? (failures.length === 0 ? 'passes' : 'fails: not modelled') : LEFT[each.left];
      return { extended: extendedFeatures(each), row: [each.name, extendedFeatures(each).join(', '), result] };
    }),
  );
  const passed = rows.filter(({ row }) => row[2] === 'passes').length;
  const part = (wanted: boolean) => rows.filter(({ extended }) => extended.length > 0 === wanted).map(({ row }) => row);
  return [
    '# Gateway API conformance',
    '',
    `The tests of the conformance suite of Gateway API v1.7.0 but for those of meshes, asked of the embedded cluster with the profile \`spec\`:`,
    `${passed} of ${rows.length} pass. One of each sort is asked over real sockets as well. A GatewayClass of Contour gets the statuses that Contour writes.`,
    '',
    '## Core',
    '',
    ...table(
      ['test', 'result'],
      part(false).map(([name = '', , result = '']) => [name, result]),
    ),
    '',
    '## Extended',
    '',
    ...table(['test', 'features', 'result'], part(true)),
    '',
  ].join('\n');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}
