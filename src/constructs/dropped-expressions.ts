import type { IConstruct } from 'constructs';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { type Manifest } from '../model/manifest';
import type { Cluster } from '../rules/cluster-options';
import { Engine } from '../rules/engine';
import { selectorExpressions } from '../rules/practice/selector-expressions';
import { isObject } from '../terms/json';
import { isPlusService } from './plus-service';
import type { KubeLabelSelector } from './selector';
import { isPodSelector, labelSelectorOf } from './selector';
import type { RenderedObject } from './synthesis';

/**
 * Findings about Services of cdk8s-plus that were told to select `Pods` with expressions. `Service.select` copies the
 * labels and drops the rest, so that the manifest does not show it; what is left in the tree are the `Pods` themselves,
 * which belong to a Service with the same labels. Workloads are no matter: cdk8s-plus selects them by a label of their own.
 */
export function droppedExpressions(
  root: IConstruct,
  objects: readonly RenderedObject[],
  cluster: Cluster,
): ReadonlyMap<Manifest, readonly Diagnostic[]> {
  const found = new Map<Manifest, readonly Diagnostic[]>();
  const services = objects.filter(({ construct }) => isPlusService(construct));
  if (services.length === 0) return found;
  const declared = new Map(selectionsOf(root).map((selector) => [labelsKey(selector.matchLabels ?? {}), selector]));
  if (declared.size === 0) return found;
  const engine = new Engine([selectorExpressions], cluster);
  for (const { manifest } of services) {
    const { spec } = manifest;
    if (!isObject(spec) || !isObject(spec.selector)) continue;
    const selector = declared.get(labelsKey(spec.selector));
    if (selector === undefined) continue;
    const asDeclared = { ...manifest, spec: { ...spec, selector: { matchExpressions: selector.matchExpressions } } };
    const [judged] = engine.judge([asDeclared]);
    found.set(
      manifest,
      (judged?.diagnostics ?? []).map((each) => ({ ...each, path: 'spec.selector' })),
    );
  }
  return found;
}

/** The selectors with expressions that a tree holds as constructs of their own: `Pods.select(...)`. */
function selectionsOf(root: IConstruct): readonly KubeLabelSelector[] {
  return root.node
    .findAll()
    .filter((each) => isPodSelector(each))
    .filter(({ node }) => node.children.length === 0)
    .map((pods) => labelSelectorOf(pods.toPodSelectorConfig().labelSelector))
    .filter(({ matchExpressions = [] }) => matchExpressions.length > 0);
}

function labelsKey(labels: object): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
