import { isObject } from '../terms/json';
import { append, ownOf } from '../terms/maps';
import { nameLikeness } from '../terms/nearest';
import { keyOf } from '../terms/object-ref';
import { comparable } from './generated-labels';
import { LabelIndex, matches } from './label-index';
import type { NetworkModel } from './network-model';
import type { Labels } from './objects';
import { viewOf } from './view';
import type { Workload } from './workload';

/** A workload that a selector misses, and by what. */
export interface NearMiss {
  readonly workload: Workload;
  /** The pairs of the selector that its Pods lack; `has` is what they have under that key. */
  readonly differing: readonly { readonly key: string; readonly wanted: string; readonly has?: string }[];
  /** Its own labels match, those of its Pod template do not. */
  readonly onObjectOnly: boolean;
  /** Whether it was meant, as far as names and labels tell; others only have some of the labels. */
  readonly meant: boolean;
  /** Whether one value is all that differs, and a typo explains it. */
  readonly mistyped: boolean;
}

/**
 * The workload that a selector which matches nothing was most likely meant for: one with some of the labels, one of the
 * Service's name, or one with labels that look alike. Undefined if none comes near.
 *
 * A fixed number of workloads is tried, however many there are.
 */
export function nearestWorkload(
  model: NetworkModel,
  namespace: string,
  name: string,
  selector: Labels,
): NearMiss | undefined {
  let best: { readonly miss: NearMiss; readonly cost: number } | undefined;
  const wanted = comparable(selector);
  for (const workload of candidates(model, namespace, name, wanted)) {
    const { miss, cost } = compare(workload, wanted, name);
    if (cost !== undefined && cost < (best?.cost ?? Infinity)) best = { miss, cost };
  }
  return best?.miss;
}

/** The workloads of all namespaces whose Pods a selector would select, were it not for the namespace. */
export function matchesElsewhere(model: NetworkModel, selector: Labels): readonly Workload[] {
  const { index, known } = allNamespaces(model);
  const key = JSON.stringify(selector);
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = index.select('', comparable(selector))));
  return found;
}

const allNamespaces = viewOf((model: NetworkModel) => {
  const index = new LabelIndex<Workload>(({ labels }) => labels);
  for (const workload of model.workloads) index.add('', workload);
  return { index, known: new Map<string, readonly Workload[]>() };
});

/** The workloads of a namespace that do not end: all but Jobs and CronJobs. */
export function lastingWorkloads(model: NetworkModel, namespace: string): readonly Workload[] {
  return lasting(model).get(namespace) ?? [];
}

const lasting = viewOf((model: NetworkModel) => {
  const found = new Map<string, Workload[]>();
  for (const workload of model.workloads) {
    if (workload.finite) continue;
    append(found, workload.namespace, workload);
  }
  return found;
});

const MAX_CANDIDATES = 25;

function candidates(model: NetworkModel, namespace: string, name: string, selector: Labels): ReadonlySet<Workload> {
  const labelled = Object.entries(selector).flatMap(([key, value]) =>
    model.workloadsLabelled(namespace, key, value).slice(0, MAX_CANDIDATES),
  );
  const all = model.workloadsOf(namespace);
  const namesake = workloadsByName(model).get(keyOf(namespace, name));
  return new Set([
    ...(namesake === undefined ? [] : [namesake]),
    ...labelled,
    ...(all.length > MAX_CANDIDATES ? [] : all),
  ]);
}

const workloadsByName = viewOf(
  (model: NetworkModel) => new Map(model.workloads.map((one) => [keyOf(one.namespace, one.ref.name), one])),
);

/** A miss, and how far it is off; no cost if nothing speaks for it. */
function compare(workload: Workload, selector: Labels, service: string) {
  const differing = Object.entries(selector)
    .filter(([key, wanted]) => ownOf(workload.labels, key) !== wanted)
    .map(([key, wanted]) => {
      const has = ownOf(workload.labels, key);
      return { key, wanted, ...(has === undefined ? {} : { has }) };
    });
  const { metadata } = workload.manifest;
  const own = isObject(metadata) && isObject(metadata.labels) ? (metadata.labels as Labels) : {};
  const onObjectOnly = matches(selector, own);
  const costs = differing.map((pair) => costOfPair(pair, workload.labels));
  const namesake = nameLikeness(service, workload.ref.name) !== undefined;
  const meant = onObjectOnly || namesake || costs.every((cost) => cost < UNLIKE);
  const [first] = differing;
  const mistyped = differing.length === 1 && first?.has !== undefined && costs.every((cost) => cost < UNLIKE);
  const miss: NearMiss = { workload, differing, onObjectOnly, meant, mistyped };
  if (!meant && costs.length === Object.keys(selector).length) return { miss };
  return { miss, cost: onObjectOnly ? 0 : costs.reduce((sum, cost) => sum + cost, namesake ? 0 : 1) };
}

const UNLIKE = 8;

function costOfPair({ key, wanted, has }: NearMiss['differing'][number], labels: Labels): number {
  const renamed = Object.entries(labels).some(([other, value]) => value === wanted && other !== key);
  if (renamed) return 3;
  return has === undefined ? UNLIKE : (nameLikeness(wanted, String(has)) ?? UNLIKE);
}
