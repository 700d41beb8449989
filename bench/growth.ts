/**
 * How CPU time grows with what a manifest can hold many of, from 1,000 to 16,000: the exponent of the power law that fits best.
 *
 *   nice npx ts-node --transpile-only bench/growth.ts [TEXT...]    # lists whose name holds one of these
 *   UP_TO=4000 nice npx ts-node ...                                # smaller ones, where there is little time
 *
 * Exits with 1 when something grows faster than the bound.
 */
import { Cluster } from '../src/dataplane/cluster';
import { deployedPods } from '../src/dataplane/pods/deployed-pods';
import { diff } from '../src/diff/diff';
import { clusterFor } from '../src/explain/cluster-for';
import { explain } from '../src/explain/explain';
import { nodesOf } from '../src/explain/nodes';
import { readable } from '../src/graph/bundle';
import { formatSvg } from '../src/graph/formats/svg';
import { mapNetwork } from '../src/graph/map-network';
import type { Manifest } from '../src/model/manifest';
import { NetworkModel } from '../src/model/network-model';
import { planProbes } from '../src/probes/plan/plan';
import { checkManifests } from '../src/rules/check-manifests';
import { DEPLOYED, JUDGED } from './growth/among-objects';
import { CUSTOM } from './growth/custom-resources';
import { GATEWAYS } from './growth/gateways';
import type { Build } from './growth/list';
import { NGINX } from './growth/nginx';
import { WITHIN } from './growth/within-objects';
import type { Point } from './measure';
import { exponentOf } from './measure';

const SIZES = [1_000, 2_000, 4_000, 8_000, 16_000].filter((size) => size <= Number(process.env.UP_TO ?? 16_000));
const MAX_EXPONENT = 1.15;
/** What takes less, in CPU seconds, is measured again, and the least counts. */
const SHORT = 1;
const ROUNDS = 3;
/** Whoever takes longer is not asked for more. */
const PATIENCE = Number(process.env.PATIENCE ?? 40);

/** What is not measured is done at once; the rest is returned. */
type Step = (manifests: readonly Manifest[]) => () => unknown;

const options = { serviceClusterIPRange: ['10.64.0.0/12'], serviceNodePortRange: '10000-65535' };

const STEPS: Readonly<Record<string, Step>> = {
  check: (manifests) => () => checkManifests(manifests, options),
  deploy: (manifests) => () => clusterOf(manifests),
  plan: planned,
  explain: (manifests) => () => explain(manifests, serviceOf(manifests)),
  graph: mapped,
  diff: (manifests) => () => diff([], manifests, options),
};

let failed = false;
row('many', ...Object.keys(STEPS), 'check of the largest: CPU s');
row(...Array.from({ length: Object.keys(STEPS).length + 2 }, () => '---'));
const wanted = process.argv.slice(2);
const chosen = (process.env.STEPS ?? '').split(',').filter((step) => step !== '');
for (const [name, build] of Object.entries({ ...DEPLOYED, ...JUDGED, ...WITHIN, ...GATEWAYS, ...CUSTOM, ...NGINX })) {
  if (wanted.length > 0 && !wanted.some((text) => name.includes(text))) continue;
  const steps = Object.keys(STEPS).filter((step) => chosen.length === 0 || chosen.includes(step));
  const curves = Object.fromEntries(steps.map((step) => [step, curveOf(STEPS[step] as Step, build)]));
  const cells = Object.keys(STEPS).map((step) =>
    curves[step] === undefined ? '' : exponentOf(curves[step]).toFixed(2),
  );
  if (cells.some((cell) => Number(cell) > MAX_EXPONENT)) failed = true;
  row(name, ...cells, curves.check?.at(-1)?.seconds.toFixed(2) ?? '');
}
process.exitCode = failed ? 1 : 0;

function row(...cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

function clusterOf(manifests: readonly Manifest[]): Cluster {
  const cluster = new Cluster({ nodes: nodesOf(NetworkModel.of(manifests)), ...options });
  cluster.apply(manifests);
  return cluster;
}

/** The first Service. */
function serviceOf(manifests: readonly Manifest[]): string {
  const service = manifests.find(({ kind }) => kind === 'Service');
  return (service?.metadata as { readonly name: string } | undefined)?.name ?? '';
}

/** A plan for all that is deployed; deploying is not part of it. */
function planned(manifests: readonly Manifest[]): () => unknown {
  const model = NetworkModel.of(manifests);
  const cluster = clusterOf(manifests);
  const pods = deployedPods(cluster);
  const nodes = [...cluster.nodes.keys()];
  const { clusterDomain } = cluster.config;
  const { services } = cluster;
  return () => planProbes(model, { services, pods, nodes, clusterDomain });
}

/** The map, without what becomes of requests. */
function mapped(manifests: readonly Manifest[]): () => unknown {
  const network = clusterFor(manifests, options);
  return () => formatSvg(readable(mapNetwork(network, { probes: [], target: { workloads: {} } })));
}

function curveOf(step: Step, build: Build): readonly Point[] {
  const curve: Point[] = [];
  for (const size of SIZES) {
    const manifests = build(size);
    const seconds = leastOf(step(manifests));
    curve.push({ size, seconds });
    if (seconds > PATIENCE) break;
  }
  return curve;
}

function leastOf(run: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS && (round === 0 || least < SHORT); round++) {
    globalThis.gc?.();
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}
