import type { NetworkModel } from '../../../model/network-model';
import type { Container } from '../../../model/objects';
import { viewOf } from '../../../model/view';
import type { Workload } from '../../../model/workload';
import { objectsIn } from '../../../model/workload';
import { unnoticed } from '../../attention';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';

/** The workload at a cursor; undefined if it has no Pod template, or a later object of its name counts. */
export function workloadAt(object: Cursor, context: RuleContext): Workload | undefined {
  const manifest = object.value as object;
  // That another object counts is no matter of shape.
  return byManifest(unnoticed(context).model).get(manifest) ?? byManifest(context.model).get(manifest);
}

const byManifest = viewOf(
  (model: NetworkModel) => new Map<object, Workload>(model.workloads.map((workload) => [workload.manifest, workload])),
);

/** A container of a workload, and where it stands. */
export interface ContainerAt {
  readonly container: Container;
  readonly at: () => Cursor;
}

/** The containers of a workload that run beside each other, or all with the init containers that end. */
export function containersAt(
  object: Cursor,
  { podSpecPath, spec }: Workload,
  which: 'serving' | 'all',
): readonly ContainerAt[] {
  const inList = (list: 'containers' | 'initContainers') =>
    objectsIn<Container>(spec[list]).map((container, index) => ({
      container,
      at: () => object.at(...podSpecPath.split('.'), list).key(index),
    }));
  const containers = inList('containers');
  if (spec.initContainers === undefined) return containers;
  const init = inList('initContainers');
  return [...containers, ...init.filter(({ container }) => which === 'all' || container.restartPolicy === 'Always')];
}

/** `container web`: how a container is called in sentences. */
export function describeContainer({ name = '' }: Container): string {
  return name === '' ? 'a container' : `container ${name}`;
}
