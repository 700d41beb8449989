import { sift } from '../conformance/accepted';
import { clusterFor } from '../explain/cluster-for';
import { readable } from '../graph/bundle';
import { failing, FocusError, focused } from '../graph/focus';
import { formatDot } from '../graph/formats/dot';
import { formatMermaid } from '../graph/formats/mermaid';
import { formatSvg } from '../graph/formats/svg';
import { mapNetwork, predictedMap } from '../graph/map-network';
import type { NetworkMap } from '../graph/network-map';
import { checkManifests } from '../rules/check-manifests';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import { describeRef } from '../terms/object-ref';
import type { Printable } from '../terms/printable';
import type { ClusterFlags } from './cluster-options';
import { clusterOptions } from './cluster-options';
import { checkedOptions } from './finding-options';
import { readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { oneDeployment } from './input/tell-input';
import type { Interruption } from './interruption';
import { print, tell } from './print';
import { Progress } from './progress';
import { readRun } from './read-run';
import { UsageError } from './usage-error';

/** What `graph` is told. */
export interface GraphFlags extends ClusterFlags, InputFlags {
  readonly format: keyof typeof FORMATS;
  readonly focus?: string;
  readonly depth: number;
  readonly only?: 'failing';
  readonly full?: boolean;
  readonly report?: string;
  readonly external: readonly string[];
}

/** Draws a map of what was read, as the flags say. */
export async function drawGraph(
  paths: readonly string[],
  flags: GraphFlags,
  interruption: Interruption,
): Promise<void> {
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
  const map = given === undefined ? predictedMap(network, input.intents) : mapNetwork(network, given);
  const drawn = await FORMATS[flags.format](shownOf(map, flags));
  progress[Symbol.dispose]();
  for (const { detail, object } of input.unreadable) tell(`left out: ${object.name}: ${detail}`);
  for (const { object, path, detail } of reasons) {
    tell(`left out: ${describeRef(object)}, which the API server refuses: ${path}: ${detail}`);
  }
  for (const note of [...input.notes, ...network.notes]) tell(note);
  print(drawn);
}

const FORMATS = {
  mermaid: formatMermaid,
  dot: formatDot,
  svg: formatSvg,
  html: async (map: NetworkMap) => {
    const [{ graphPage }, { formatPage }] = await Promise.all([
      import('../report/graph-page'),
      import('../report/format-page'),
    ]);
    return formatPage(graphPage(map));
  },
} satisfies Readonly<Record<string, (map: NetworkMap) => Printable | Promise<Printable>>>;

/** The part of a map that is asked for. */
function shownOf(map: NetworkMap, { focus, depth, only, full = false }: GraphFlags): NetworkMap {
  const near = focus === undefined ? map : focusedOn(map, focus, depth);
  const shown = only === 'failing' ? failing(near) : near;
  return full ? shown : readable(shown);
}

function focusedOn(map: NetworkMap, focus: string, depth: number): NetworkMap {
  try {
    return focused(map, focus, depth);
  } catch (error) {
    if (!(error instanceof FocusError)) throw error;
    throw new UsageError(`--focus: ${error.message}`);
  }
}
