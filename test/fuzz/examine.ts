import { FORMATS } from '../../src/diagnostics/format';
import { sift } from '../../src/conformance/accepted';
import { Cluster } from '../../src/dataplane/cluster';
import { explain } from '../../src/explain/explain';
import { ExplainError } from '../../src/explain/explain-error';
import { formatExplanation } from '../../src/explain/format-explanation';
import { nodesOf } from '../../src/explain/nodes';
import { bundled } from '../../src/graph/bundle';
import { formatDot } from '../../src/graph/formats/dot';
import { formatMermaid } from '../../src/graph/formats/mermaid';
import { formatSvg } from '../../src/graph/formats/svg';
import { mapNetwork } from '../../src/graph/map-network';
import type { NetworkMap } from '../../src/graph/network-map';
import { externalHostsOf } from '../../src/model/external-hosts';
import type { Manifest } from '../../src/model/manifest';
import { ManifestError } from '../../src/model/manifest-error';
import { NetworkModel } from '../../src/model/network-model';
import { parseManifests } from '../../src/model/parse-manifests';
import { judge } from '../../src/probes/judge';
import { planProbes } from '../../src/probes/plan/plan';
import { RULES } from '../../src/rules/all';
import { checkManifests } from '../../src/rules/check-manifests';
import { deployedPods } from '../../src/dataplane/pods/deployed-pods';
import type { CurrentProxyMode } from '../../src/terms/proxy-mode';
import { CURRENT_PROXY_MODES } from '../../src/terms/proxy-mode';
import { predict } from '../../src/dataplane/simulation/predict';
import type { Fault } from './fault';

/** What the engine says when nobody has thought of something. */
const WORDS =
  /\bundefined\b|\bNaN\b|\[object \w+\]|Cannot read|is not (?:a function|a constructor|iterable)|Maximum call stack|Invalid array length/;

/** So many subjects of an input are explained, and so many of its probes simulated. */
const MAX_SUBJECTS = 2;
const MAX_PROBES = 10;

/**
 * Has done with an input what the commands do, without sockets: it is read and checked, the run of verify is planned and simulated,
 * and something is explained. Undefined if all went well: nothing was thrown but what is meant for people, and nothing that is
 * said has words of the engine.
 */
export function examine(text: string): Fault | undefined {
  let step = 'parse';
  try {
    for (const [next, said] of steps(text)) {
      const words = faultIn(said, text);
      if (words !== undefined) return { step, said: words };
      step = next;
    }
    return undefined;
  } catch (error) {
    if (error instanceof ManifestError && step === 'parse') {
      const words = faultIn(error.message, text);
      return words === undefined ? undefined : { step, said: words };
    }
    const said = error instanceof Error ? (error.stack ?? error.message) : `threw ${typeof error}`;
    return { step, said: said.split('\n').slice(0, 4).join('\n') };
  }
}

/** What each step says, with the name of the next one. */
function* steps(text: string): Generator<readonly [next: string, said: string]> {
  const manifests = parseManifests(text, { source: 'input.yaml' });
  yield ['check', ''];
  const diagnostics = checkManifests(manifests, { provides: ['loadbalancer'] });
  // A command prints in one format, and what is slow in all of them together is not slow.
  const [format, print] = pick(Object.entries(FORMATS), text.length);
  yield [`check, as ${format}`, ''];
  yield [
    'verify',
    print(diagnostics, { objects: manifests.length, rules: RULES, toolVersion: '0.0.0', verbose: true }),
  ];
  const { accepted } = sift(manifests, diagnostics, 'default');
  const { run, map, subjects } = dryRun(accepted);
  yield ['graph', JSON.stringify(run)];
  yield ['explain', pick([formatMermaid, formatDot, formatSvg], text.length)(map)];
  for (const [index, subject] of subjects.entries()) {
    yield ['explain', explained(accepted, subject, pick(CURRENT_PROXY_MODES, text.length + index))];
  }
}

function pick<T>(items: readonly T[], number: number): T {
  return items[number % items.length] as T;
}

/** What `verify` would do and see, and what of the input can be explained. */
function dryRun(manifests: readonly Manifest[]): {
  readonly run: unknown;
  readonly map: NetworkMap;
  readonly subjects: readonly string[];
} {
  const model = NetworkModel.of(manifests);
  const cluster = new Cluster({ nodes: nodesOf(model), externalHosts: externalHostsOf(model) });
  cluster.apply(manifests);
  const pods = deployedPods(cluster);
  const nodes = [...cluster.nodes.keys()];
  const { clusterDomain } = cluster.config;
  const plan = planProbes(model, { services: cluster.services, pods, nodes, clusterDomain });
  const sent = plan.slice(0, MAX_PROBES).map((probe) => {
    const observed = predict(cluster, probe);
    return { ...probe, observed, ...judge(probe.expect, observed) };
  });
  const workloads = Object.fromEntries(pods.map(({ pod, workload }) => [pod, workload]));
  const world = { model, external: [], isNamespaceAssumed: false };
  const map = mapNetwork({ cluster, world, notes: [] }, { probes: sent, target: { workloads } });
  const hosts = [...model.ingresses.values()].flatMap(({ spec }) => spec.rules ?? []).flatMap(({ host }) => host ?? []);
  const services = [...cluster.services.keys()].slice(0, MAX_SUBJECTS);
  return {
    run: { plan, sent },
    map: bundled(map),
    subjects: [...services, ...hosts.slice(0, MAX_SUBJECTS).map((host) => `http://${host}/api`)],
  };
}

function explained(manifests: readonly Manifest[], subject: string, rules: CurrentProxyMode): string {
  try {
    const explanations = [explain(manifests, subject), explain(manifests, subject, { rules })];
    return explanations.map((each) => formatExplanation(each, { colors: false })).join('\n');
  } catch (error) {
    if (error instanceof ExplainError) return error.message;
    throw error;
  }
}

/** The words of the engine in what is said, with what stands around them, unless the input has them. */
function faultIn(said: string, input: string): string | undefined {
  const found = WORDS.exec(said);
  if (found === null || input.includes(found[0])) return undefined;
  return said.slice(Math.max(0, found.index - 80), found.index + 60);
}
