import { isObject, stringOr } from '../terms/json';
import type { ObjectRef } from '../terms/object-ref';
import { keyOf } from '../terms/object-ref';
import { groupOf, isOwnGroup } from './api-kinds';
import { isClientSideGroup } from './client-side';
import type { NetworkModel } from './network-model';
import { viewOf } from './view';
import { workloadOf } from './workload';

/**
 * A custom resource in the input whose controller may make Pods and Services in a namespace that the input does not show
 * (an operator's cluster, a Helm release), so that nothing can be said to be missing there. Undefined when there is none.
 */
export function makerIn(model: NetworkModel, namespace: string): ObjectRef | undefined {
  const makers = makersOf(model);
  return makers.get(namespace) ?? makers.get(ANYWHERE);
}

/** Such a custom resource whose name is one of these label values: operators mark the Pods of a resource with its name. */
export function makerNamed(model: NetworkModel, namespace: string, values: readonly unknown[]): ObjectRef | undefined {
  const named = namedMakers(model);
  for (const value of values) {
    const maker = named.get(keyOf(namespace, String(value)));
    if (maker !== undefined) return maker;
  }
  return undefined;
}

const namedMakers = viewOf(
  ({ objects }: NetworkModel): ReadonlyMap<string, ObjectRef> =>
    new Map(
      objects.flatMap(({ ref }) => (mayMakeObjects(ref) ? [[keyOf(ref.namespace, ref.name), ref] as const] : [])),
    ),
);

const ANYWHERE = '*';

const makersOf = viewOf((model: NetworkModel): ReadonlyMap<string, ObjectRef> => {
  const makers = new Map<string, ObjectRef>();
  for (const { ref, manifest } of model.objects) {
    if (!mayMakeObjects(ref) || workloadOf(manifest, model.defaultNamespace) !== undefined) continue;
    const named = isObject(manifest.metadata) && stringOr(manifest.metadata.namespace) !== '';
    const where = named && !DEPLOYERS.has(ref.kind) ? (ref.namespace ?? ANYWHERE) : ANYWHERE;
    if (!makers.has(where)) makers.set(where, ref);
  }
  return makers;
});

/** Kinds that stand for whole sets of manifests, for whatever namespace. */
const DEPLOYERS = new Set(['Application', 'ApplicationSet', 'HelmChart', 'HelmRelease', 'Kustomization']);

function mayMakeObjects({ apiVersion, kind }: ObjectRef): boolean {
  const group = groupOf(apiVersion);
  if (isOwnGroup(group) || isClientSideGroup(group)) return false;
  const mute = MUTE_GROUPS.find((domain) => group === domain || group.endsWith(`.${domain}`));
  return mute === undefined || MAKERS_IN_MUTE_GROUPS.has(kind);
}

/** Groups whose kinds configure something, and make neither Pods nor Services. */
const MUTE_GROUPS = [
  'aws',
  'autoscaling.k8s.io',
  'bitnami.com',
  'cert-manager.io',
  'cilium.io',
  'cloud.google.com',
  'containo.us',
  'external-secrets.io',
  'gateway.networking.k8s.io',
  'getambassador.io',
  'grafana.integreatly.org',
  'hashicorp.com',
  'istio.io',
  'keda.sh',
  'konghq.com',
  'kyverno.io',
  'linkerd.io',
  'metallb.io',
  'metrics.k8s.io',
  'monitoring.coreos.com',
  'networking.gke.io',
  'nginx.org',
  'openshift.io',
  'projectcalico.org',
  'projectcontour.io',
  'sigs.k8s.io',
  'snapshot.storage.k8s.io',
  'traefik.io',
  'velero.io',
  'x-k8s.io',
];

/** What these groups have that makes Pods all the same. */
const MAKERS_IN_MUTE_GROUPS = new Set([
  'Alertmanager',
  'ContourDeployment',
  'DeploymentConfig',
  'GrafanaAgent',
  'IstioOperator',
  'Prometheus',
  'PrometheusAgent',
  'ThanosRuler',
]);
