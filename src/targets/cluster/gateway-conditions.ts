import type { ClusterView } from './cluster-view';
import type { Conditions, StoredGateway, StoredRoute } from './objects';

/** The classes of Gateways that a controller has taken on. */
export function acceptedClasses({ gatewayClasses }: Pick<ClusterView, 'gatewayClasses'>): ReadonlySet<string> {
  const accepted = gatewayClasses.filter(({ status }) => conditionIn(status, 'Accepted')?.status === 'True');
  return new Set(accepted.map(({ metadata }) => metadata.name));
}

/** The addresses of a Gateway, names left out. */
export function gatewayAddresses(gateway: StoredGateway | undefined): readonly string[] {
  return (gateway?.status?.addresses ?? []).flatMap(({ type = 'IPAddress', value }) =>
    type === 'IPAddress' && value !== undefined ? [value] : [],
  );
}

type StatedCondition = NonNullable<Conditions['conditions']>[number];

export function conditionIn(status: Conditions | undefined, type: string): StatedCondition | undefined {
  return status?.conditions?.find((each) => each.type === type);
}

/** Of what a controller has not looked at yet. */
export function isOpen(status: StatedCondition['status'] | undefined): boolean {
  return status === undefined || status === 'Unknown';
}

/** Refused, or programmed as far as it can be; what waits for its infrastructure is neither. */
export function isDecided({ metadata: { generation = 0 }, status }: StoredGateway): boolean {
  const isCurrent = ({ observedGeneration = generation }: StatedCondition) => observedGeneration >= generation;
  const accepted = conditionIn(status, 'Accepted');
  if (accepted?.status === 'False' && isCurrent(accepted)) return true;
  const programmed = conditionIn(status, 'Programmed');
  if (programmed === undefined || isOpen(programmed.status) || !isCurrent(programmed)) return false;
  return programmed.status === 'True' || !COMING.has(programmed.reason ?? '');
}

/** Reasons of a Gateway that is not programmed yet. */
const COMING = new Set(['Pending', 'AddressNotAssigned', 'NoResources']);

export function isAnswered(
  { metadata: { generation = 0, namespace: own }, status }: StoredRoute,
  { metadata }: StoredGateway,
) {
  return (status?.parents ?? []).some((parent) => {
    const { name, namespace = own } = parent.parentRef ?? {};
    const accepted = conditionIn(parent, 'Accepted');
    return (
      name === metadata.name &&
      namespace === metadata.namespace &&
      !isOpen(accepted?.status) &&
      (accepted?.observedGeneration ?? generation) >= generation
    );
  });
}
