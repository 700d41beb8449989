import { ownKindOf } from '../api-kinds';
import type { Manifest } from '../manifest';
import { podTemplateSteps } from '../workload';

/** How an object, or the entries of a list, are merged. */
export interface MergeStrategy {
  /** Lists whose entries are told apart by a field; all others are replaced as a whole. */
  readonly lists?: Readonly<Record<string, MergedList>>;
  readonly fields?: Readonly<Record<string, MergeStrategy>>;
  /** Whether fields that the new object does not have go when it changes any other. */
  readonly retainKeys?: true;
}

/** A list whose entries are told apart by a field. */
export interface MergedList extends MergeStrategy {
  readonly key: string;
}

/** How `kubectl apply` merges an object of a kind: the `patchStrategy` and `patchMergeKey` of its Go types. */
export function mergeStrategyOf(manifest: Manifest): MergeStrategy {
  const kind = ownKindOf(manifest) ?? '';
  if (kind === 'Service') return SERVICE;
  const steps = podTemplateSteps(kind);
  if (steps === undefined) return OBJECT;
  const pod = [...steps, 'spec'].reduceRight<MergeStrategy>((inner, step) => ({ fields: { [step]: inner } }), POD_SPEC);
  return kind === 'Deployment' ? withDeploymentStrategy(pod) : pod;
}

const OBJECT: MergeStrategy = {};

const SERVICE: MergeStrategy = { fields: { spec: { lists: { ports: { key: 'port' } } } } };

const CONTAINER: MergedList = {
  key: 'name',
  lists: {
    env: { key: 'name' },
    ports: { key: 'containerPort' },
    volumeDevices: { key: 'devicePath' },
    volumeMounts: { key: 'mountPath' },
  },
};

const POD_SPEC: MergeStrategy = {
  lists: {
    containers: CONTAINER,
    hostAliases: { key: 'ip' },
    imagePullSecrets: { key: 'name' },
    initContainers: CONTAINER,
    topologySpreadConstraints: { key: 'topologyKey' },
    volumes: { key: 'name', retainKeys: true },
  },
};

function withDeploymentStrategy({ fields = {} }: MergeStrategy): MergeStrategy {
  const { spec = OBJECT } = fields;
  return { fields: { spec: { fields: { ...spec.fields, strategy: { retainKeys: true } } } } };
}
