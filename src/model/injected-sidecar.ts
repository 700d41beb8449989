import type { NetworkModel } from './network-model';
import { viewOf } from './view';
import type { Workload } from './workload';

/**
 * Whether something adds containers to Pods when they are created, which no manifest shows: a service mesh or an agent
 * that is asked for by label or annotation (`sidecar.istio.io/inject`, `linkerd.io/inject`, `istio-injection`, ...).
 */
export function mayGetSidecar({ annotations, labels, namespace }: Workload, model: NetworkModel): boolean {
  return [annotations, labels, model.namespaces.get(namespace) ?? {}].some((marks) =>
    Object.entries(marks).some(([key, value]) => asksForContainers(key) && !REFUSED.test(String(value))),
  );
}

/** Whether that holds for the Pods of some workload. */
export function someMayGetSidecar(workloads: readonly Workload[], model: NetworkModel): boolean {
  const known = answers(workloads);
  let answer = known.get(model);
  if (answer === undefined) known.set(model, (answer = workloads.some((workload) => mayGetSidecar(workload, model))));
  return answer;
}

const answers = viewOf((_: readonly Workload[]) => new WeakMap<NetworkModel, boolean>());

function asksForContainers(key: string): boolean {
  const lastPart = key.split(/[/.]/).at(-1) ?? '';
  return INJECTION.test(lastPart) || OTHER_INJECTION.has(key);
}

/** `inject`, `agent-inject`, `sidecar-injection`, `inject-containers`. */
const INJECTION = /(?:^|-)inject(?:$|ion$|-.)/;
const OTHER_INJECTION: ReadonlySet<string> = new Set(['istio.io/rev', 'dapr.io/enabled', 'inject.istio.io/templates']);
const REFUSED = /^(false|disabled|no|off)$/;
