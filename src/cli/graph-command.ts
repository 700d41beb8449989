import type { Command } from 'commander';
import { Option } from 'commander';
import { sift } from '../conformance/accepted';
import { clusterFor } from '../explain/cluster-for';
import { bundled, READABLE } from '../graph/bundle';
import { failing, FocusError, focused } from '../graph/focus';
import { formatDot } from '../graph/formats/dot';
import { formatMermaid } from '../graph/formats/mermaid';
import { formatSvg } from '../graph/formats/svg';
import { mapNetwork } from '../graph/map-network';
import type { NetworkMap } from '../graph/network-map';
import { predictedRun } from '../graph/run';
import { checkManifests } from '../rules/check-manifests';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import { describeRef } from '../terms/object-ref';
import type { Printable } from '../terms/printable';
import type { ClusterFlags } from './cluster-options';
import { addClusterOptions, clusterOptions } from './cluster-options';
import type { ExitCode } from './exit-code';
import { checkedOptions, externalOption } from './finding-options';
import { readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { oneDeployment } from './input/tell-input';
import type { Interruption } from './interruption';
import { print, tell } from './print';
import { Progress } from './progress';
import { readRun } from './read-run';
import { UsageError } from './usage-error';

interface GraphFlags extends ClusterFlags, InputFlags {
  readonly format: keyof typeof FORMATS;
  readonly focus?: string;
  readonly depth: number;
  readonly only?: 'failing';
  readonly full?: boolean;
  readonly report?: string;
  readonly external: readonly string[];
}

const FORMATS = {
  mermaid: formatMermaid,
  dot: formatDot,
  svg: formatSvg,
} satisfies Readonly<Record<string, (map: NetworkMap) => Printable>>;

/** `cdk8s-net graph`: who reaches whom, and by which way. */
export function addGraphCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('graph')
    .description('draw who reaches whom: outside, Ingresses, Services, Pods, policies and nodes')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .addOption(new Option('--format <format>', 'how it is drawn').choices(Object.keys(FORMATS)).default('mermaid'))
    .option('--focus <object>', 'only what stands around it: shop/api, Service/shop/api')
    .addOption(new Option('--depth <lines>', 'with --focus: how many lines away').argParser(depthOf).default(2))
    .addOption(new Option('--only <what>', 'only what is not as declared').choices(['failing']))
    .option('--full', `each object by itself; default: equal ones together on maps of more than ${READABLE}`)
    .option('--report <file>', 'a JSON report of verify, whose results are drawn; default: those of a simulation')
    .addOption(externalOption());
  addInputOptions(addClusterOptions(command)).action(async (paths: string[], flags: GraphFlags) => {
    const { kubernetesVersion: _, ...cluster } = clusterOptions(flags);
    const { external, namespace = CLUSTER_DEFAULTS.namespace } = { ...flags, ...cluster };
    const judging = checkedOptions({ ...clusterOptions(flags), external, provides: ['loadbalancer'] });
    const given = flags.report === undefined ? undefined : readRun(flags.report);
    using progress = new Progress(true);
    progress.say('reading manifests');
    const input = await readInput(paths, interruption, flags);
    const manifests = oneDeployment(input);
    const { accepted, reasons } = sift(manifests, checkManifests(manifests, judging), namespace);
    progress.say('simulating');
    const network = clusterFor(accepted, withoutUndefined({ ...cluster, external }));
    const map = mapNetwork(network, given ?? predictedRun(network, input.intents));
    const drawn = FORMATS[flags.format](shownOf(map, flags));
    progress[Symbol.dispose]();
    for (const { detail, object } of input.unreadable) tell(`left out: ${object.name}: ${detail}`);
    for (const { object, path, detail } of reasons) {
      tell(`left out: ${describeRef(object)}, which the API server refuses: ${path}: ${detail}`);
    }
    for (const note of [...input.notes, ...network.notes]) tell(note);
    print(drawn);
    done(0);
  });
}

/** The part of a map that is asked for. */
function shownOf(map: NetworkMap, { focus, depth, only, full = false }: GraphFlags): NetworkMap {
  const near = focus === undefined ? map : focusedOn(map, focus, depth);
  const shown = only === 'failing' ? failing(near) : near;
  return full || shown.nodes.length <= READABLE ? shown : bundled(shown);
}

function focusedOn(map: NetworkMap, focus: string, depth: number): NetworkMap {
  try {
    return focused(map, focus, depth);
  } catch (error) {
    if (!(error instanceof FocusError)) throw error;
    throw new UsageError(`--focus: ${error.message}`);
  }
}

function depthOf(text: string): number {
  const depth = Number(text);
  if (Number.isInteger(depth) && depth >= 0 && depth <= 100) return depth;
  throw new UsageError(`--depth ${text}: expected a whole number from 0 to 100`);
}
