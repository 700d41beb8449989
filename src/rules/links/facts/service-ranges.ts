import { inferServiceRanges } from '../../../model/allocation/inferred-ranges';
import type { NetworkModel } from '../../../model/network-model';
import { viewOf } from '../../../model/view';
import { cidrContains, cidrsOf, parseCidr } from '../../../terms/cidr';

/** The Service range of kubeadm, which kind, minikube and many others have. */
const KUBEADM_RANGE = '10.96.0.0/12';

const rangesOf = viewOf((model: NetworkModel) =>
  cidrsOf(KUBEADM_RANGE, ...inferServiceRanges(model.objects.map(({ manifest }) => manifest))),
);

/** Whether a CIDR holds cluster IPs of Services and nothing else. */
export function isServiceBlock(model: NetworkModel, text: string): boolean {
  const block = parseCidr(text);
  if (block === undefined) return false;
  const { family, first, last } = block;
  return rangesOf(model).some((range) => [first, last].every((bits) => cidrContains(range, { family, bits })));
}
