import { idOfRef } from '../model/api-kinds';
import type { NetworkModel } from '../model/network-model';
import type { Direction, Policy } from '../model/network-policies';
import { policiesFor } from '../model/policies-for';
import type { Workload } from '../model/workload';
import type { FieldChange } from './difference';

/** An object that has a say in whether a connection is let through, and which of its fields do. */
export interface Admitting {
  readonly id: string;
  readonly says: (change: FieldChange) => boolean;
}

/**
 * What NetworkPolicies say of connections from a client to Pods: the policies that select either end, and the labels of Pods and
 * namespaces that their peers select.
 *
 * @param client undefined: none of the input's Pods
 */
export function* admitting(
  model: NetworkModel,
  client: Workload | undefined,
  behind: readonly Workload[],
): Generator<Admitting> {
  const leaving = client === undefined ? [] : policiesFor(model, client, 'Egress').flat();
  const entering = behind.flatMap((workload) => policiesFor(model, workload, 'Ingress').flat());
  for (const policy of leaving) yield { id: idOfPolicy(policy), says: isAbout('Egress') };
  for (const policy of entering) yield { id: idOfPolicy(policy), says: isAbout('Ingress') };
  if (client !== undefined && entering.length > 0) yield* labelsOf(client);
  if (leaving.length > 0) for (const workload of behind) yield* labelsOf(workload);
}

function idOfPolicy({ key }: Policy): string {
  return `networking.k8s.io/NetworkPolicy ${key}`;
}

/** Rules of the other direction have no say. */
function isAbout(direction: Direction): Admitting['says'] {
  const other = direction === 'Ingress' ? 'spec.egress' : 'spec.ingress';
  return ({ path }) => path === '' || (path.startsWith('spec.') && !path.startsWith(other));
}

function* labelsOf({ ref, namespace }: Workload): Generator<Admitting> {
  const says: Admitting['says'] = ({ path }) => path === '' || LABELS.test(path);
  yield { id: idOfRef(ref), says };
  yield { id: `/Namespace ${namespace}`, says };
}

/** Labels of an object itself, or of the Pods of its template. */
const LABELS = /(?:^|\.)metadata\.labels\b/;
