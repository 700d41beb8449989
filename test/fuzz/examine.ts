import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../src/config/config-error';
import { loadConfiguration } from '../../src/config/configuration';
import { sift } from '../../src/conformance/accepted';
import { deployedIn } from '../../src/dataplane/deployed';
import { predict } from '../../src/dataplane/simulation/predict';
import { Simulation } from '../../src/dataplane/simulation/simulate';
import { FORMATS } from '../../src/diagnostics/format';
import { diff } from '../../src/diff/diff';
import { formatDiff } from '../../src/diff/format-diff';
import { formatMarkdown } from '../../src/diff/format-markdown';
import type { ClusterFor } from '../../src/explain/cluster-for';
import { clusterFor } from '../../src/explain/cluster-for';
import { explain, explainIn } from '../../src/explain/explain';
import { ExplainError } from '../../src/explain/explain-error';
import { formatExplanation } from '../../src/explain/format-explanation';
import { readable } from '../../src/graph/bundle';
import { formatDot } from '../../src/graph/formats/dot';
import { formatMermaid } from '../../src/graph/formats/mermaid';
import { formatSvg } from '../../src/graph/formats/svg';
import { mapNetwork } from '../../src/graph/map-network';
import type { NetworkMap } from '../../src/graph/network-map';
import { appFrom, NoObjectError } from '../../src/init/from-manifests';
import { gatewayObjectsOf } from '../../src/model/gateway/gateway-objects';
import type { Intent } from '../../src/model/intents';
import { IntentFileError } from '../../src/model/intents';
import { readIntents } from '../../src/model/intents-file';
import type { Manifest } from '../../src/model/manifest';
import { ManifestError } from '../../src/model/manifest-error';
import { parseManifests } from '../../src/model/parse-manifests';
import { judge } from '../../src/probes/judge';
import { IntentError } from '../../src/probes/plan/intent-probes';
import { planProbes } from '../../src/probes/plan/plan';
import { graphPage } from '../../src/report/graph-page';
import { RULES } from '../../src/rules/all';
import { checkManifests } from '../../src/rules/check-manifests';
import type { CheckOptions } from '../../src/rules/check-options';
import { PLAIN } from '../../src/terms/layout';
import { printable, printableJson } from '../../src/terms/printable';
import { CURRENT_PROXY_MODES } from '../../src/terms/proxy-mode';
import type { Fault } from './fault';
import type { Input } from './input';
import { faultIn } from './said';

/** So many probes of an input are simulated. */
const MAX_PROBES = 10;

/**
 * Has done with an input what the commands do, without sockets: it is read and checked, the run of verify is planned and simulated,
 * and something is drawn and explained; the old side is compared with it. Undefined if all went well: nothing was thrown but what
 * is meant for people, and nothing that is said has words of the engine or is more than text.
 */
export function examine(input: Input): Fault | undefined {
  let step = 'parse';
  try {
    for (const [next, said] of steps(input)) {
      const words = faultIn(said, input);
      if (words !== undefined) return { step, said: words };
      step = next;
    }
    return undefined;
  } catch (error) {
    if (error instanceof ManifestError && step === 'parse') {
      const words = faultIn(error.message, input);
      return words === undefined ? undefined : { step, said: words };
    }
    const said = error instanceof Error ? (error.stack ?? error.message) : `threw ${typeof error}`;
    return { step, said: said.split('\n').slice(0, 4).join('\n') };
  }
}

/** What each step says, with the name of the next one. */
function* steps({
  manifests: text,
  old,
  config,
  intents: asked,
}: Input): Generator<readonly [next: string, said: string]> {
  const manifests = parseManifests(text, { source: 'input.yaml' });
  // A command prints in one format, and what is slow in all of them together is not slow.
  const turn = text.length;
  yield ['parse old', ''];
  const deployed = old === undefined ? undefined : parsed(old);
  yield ['config', ''];
  const configured = config === undefined ? {} : configuredBy(config);
  yield ['intents', configured.error ?? ''];
  const wanted = asked === undefined ? {} : intentsIn(asked);
  yield ['check', wanted.error ?? ''];
  const diagnostics = checkManifests(manifests, { provides: ['loadbalancer'], ...configured.options });
  const [format, print] = pick(Object.entries(FORMATS), turn);
  yield [`check, as ${format}`, ''];
  yield [
    'verify',
    print(diagnostics, { objects: manifests.length, rules: RULES, toolVersion: '0.0.0', verbose: true }),
  ];
  const { accepted } = sift(manifests, diagnostics, configured.options?.namespace ?? 'default');
  const network = clusterFor(accepted);
  const { said, map } = dryRun(network, wanted.intents);
  yield ['graph', said];
  yield ['explain', pick(GRAPHS, turn)(readable(map))];
  const subjects = subjectsOf(network);
  yield ['diff', subjects.length === 0 ? '' : explained(network, accepted, pick(subjects, turn), turn)];
  if (deployed !== undefined) yield ['init', pick(DIFFS, turn)(diff(deployed, manifests, configured.options))];
  if (turn % INIT_EVERY === 0) yield ['', printable(written(manifests))];
}

/** What takes as long as the rest of an input together is done for one of so many. */
const INIT_EVERY = 8;

const GRAPHS = [formatMermaid, formatDot, formatSvg, (map: NetworkMap) => printableJson(graphPage(map))];

const DIFFS = [(found: ReturnType<typeof diff>) => formatDiff(found, PLAIN), formatMarkdown, printableJson];

function pick<T>(items: readonly T[], number: number): T {
  return items[number % items.length] as T;
}

/** Nothing, for what the command would refuse. */
function parsed(text: string): readonly Manifest[] | undefined {
  try {
    return parseManifests(text, { source: 'old.yaml' });
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

let file: string | undefined;

/** What of a configuration that others wrote is used, or why it is not. */
function configuredBy(text: string): { readonly options?: CheckOptions; readonly error?: string } {
  file ??= join(mkdtempSync(join(tmpdir(), 'cdk8s-net-fuzz-')), 'cdk8s-net.config.yaml');
  writeFileSync(file, text);
  try {
    return { options: loadConfiguration(file, false).options };
  } catch (error) {
    if (error instanceof ConfigError) return { error: error.message };
    throw error;
  }
}

function intentsIn(text: string): { readonly intents?: readonly Intent[]; readonly error?: string } {
  try {
    return { intents: readIntents(text, 'intents.yaml') };
  } catch (error) {
    if (error instanceof IntentFileError) return { error: error.message };
    throw error;
  }
}

/** What `verify` would do and see. */
function dryRun(
  network: ClusterFor,
  intents: readonly Intent[] = [],
): { readonly said: string; readonly map: NetworkMap } {
  const { cluster, notes } = network;
  const deployed = deployedIn(cluster);
  const { plan, error } = planned(network, intents);
  const asked = plan.filter(({ unsent }) => unsent === undefined).slice(0, MAX_PROBES);
  const simulation = new Simulation(cluster);
  const sent = asked.map((probe) => {
    const observed = predict(simulation, probe);
    return { ...probe, observed, ...judge(probe.expect, observed) };
  });
  const workloads = Object.fromEntries(deployed.pods.map(({ pod, workload }) => [pod, workload]));
  return {
    said: `${error ?? ''}${printableJson({ plan, sent, notes })}`,
    map: mapNetwork(network, { probes: sent, target: { workloads } }),
  };
}

function planned({ cluster, world }: ClusterFor, intents: readonly Intent[]) {
  const deployed = deployedIn(cluster);
  try {
    return { plan: planProbes(world.model, deployed, intents, world) };
  } catch (error) {
    if (!(error instanceof IntentError)) throw error;
    return { plan: planProbes(world.model, deployed, [], world), error: printable(error.message) };
  }
}

/** What of an input can be explained. */
function subjectsOf({ cluster, world: { model } }: ClusterFor): readonly string[] {
  const ofIngresses = [...model.ingresses.values()].flatMap(({ spec }) => spec.rules ?? []).map(({ host }) => host);
  const ofRoutes = gatewayObjectsOf(model).routes.flatMap(({ spec }) => spec.hostnames ?? []);
  const hosts = [...ofIngresses, ...ofRoutes].flatMap((host) => host ?? []);
  return [...cluster.services.keys(), ...hosts.map((host) => `http://${host}/api`)];
}

/** The files of an app, which hold what the input holds. */
function written(manifests: readonly Manifest[]): string {
  try {
    return Object.values(appFrom(manifests, 'default').files).join('\n');
  } catch (error) {
    if (error instanceof NoObjectError) return error.message;
    throw error;
  }
}

/** With the rules of kube-proxy, which need a cluster of their mode, for one of so many. */
const RULES_EVERY = 8;

function explained(network: ClusterFor, manifests: readonly Manifest[], subject: string, turn: number): string {
  try {
    const explanation =
      turn % RULES_EVERY === 0
        ? explain(manifests, subject, { rules: pick(CURRENT_PROXY_MODES, turn / RULES_EVERY) })
        : explainIn(network, subject);
    return formatExplanation(explanation, { colors: false });
  } catch (error) {
    if (error instanceof ExplainError) return error.message;
    throw error;
  }
}
