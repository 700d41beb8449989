import type { NetworkModel } from '../../../model/network-model';
import type { Container } from '../../../model/objects';
import { viewOf } from '../../../model/view';
import { objectsIn } from '../../../model/workload';
import type { ObjectRef } from '../../../terms/object-ref';
import { commandLineOf } from './command-line';

/** MetalLB, as the input installs it. */
export interface MetalLB {
  readonly ref: ObjectRef;
  /** The only class of Services that it serves; undefined if it serves those without class. */
  readonly loadBalancerClass: string | undefined;
  /** Whether it has addresses to give. */
  readonly hasPool: boolean;
}

/** The controller of MetalLB in the input. */
export const metalLBOf = viewOf((model: NetworkModel): MetalLB | undefined => {
  for (const { ref, spec } of model.workloads) {
    const container = objectsIn<Container>(spec.containers).find(({ image }) =>
      /metallb[/-]controller/.test(String(image)),
    );
    if (container === undefined) continue;
    const option = commandLineOf(container).find((word) => word.startsWith(LB_CLASS));
    return { ref, loadBalancerClass: option?.slice(LB_CLASS.length), hasPool: hasPool(model, ref.namespace) };
  }
  return undefined;
});

const LB_CLASS = '--lb-class=';

/** Old versions read their pools from a ConfigMap. */
function hasPool({ objects }: NetworkModel, namespace: string | undefined): boolean {
  return objects.some(
    ({ ref }) =>
      ref.kind === 'IPAddressPool' ||
      ref.kind === 'AddressPool' ||
      (ref.kind === 'ConfigMap' && ref.name === 'config' && ref.namespace === namespace),
  );
}

/** Whether the input says where addresses come from: pools of MetalLB, Cilium, PureLB or kube-vip. */
export const bringsPools = viewOf((model: NetworkModel) =>
  model.objects.some(({ ref }) => /^(IPAddressPool|CiliumLoadBalancerIPPool|LBNodeAgent|ServiceGroup)$/.test(ref.kind)),
);
