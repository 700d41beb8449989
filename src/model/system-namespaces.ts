/**
 * Whether a namespace belongs to the cluster itself or to its platform: there are Pods, Services and Secrets in it that
 * no chart declares (the control plane's, CoreDNS, what a cloud or a distribution installs).
 */
export function isSystemNamespace(namespace: string): boolean {
  return SYSTEM.test(namespace);
}

const SYSTEM =
  /^(kube|openshift|gke|gmp|aks|azure|amazon|cattle)-|^(calico|tigera|cilium|gatekeeper|istio|knative)-?(system|operator)$/;
