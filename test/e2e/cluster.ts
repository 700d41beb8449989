import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/model/manifest';
import { parseManifests } from '../../src/model/parse-manifests';
import type { KindTargetOptions } from '../../src/targets/kind/kind-target';
import { KindTarget } from '../../src/targets/kind/kind-target';
import type { ClusterIPFamily } from '../../src/terms/ip-families';
import type { PolicyProfile } from '../../src/terms/policy-profile';
import type { CurrentProxyMode } from '../../src/terms/proxy-mode';

/**
 * The cluster that all tests share. It is made before the first test and deleted after the last one, unless it was there
 * before. `CDK8S_NET_E2E_CLUSTER` names it; default: `cdk8s-net-e2e`.
 */
export const CLUSTER = process.env.CDK8S_NET_E2E_CLUSTER ?? 'cdk8s-net-e2e';

/** `CDK8S_NET_E2E_PROXY_MODE` says how kube-proxy works in it; default: `iptables`. */
export const PROXY_MODE = (process.env.CDK8S_NET_E2E_PROXY_MODE ?? 'iptables') as CurrentProxyMode;

/** `CDK8S_NET_E2E_IP_FAMILY` says which IP families it has; default: `ipv4`. */
export const IP_FAMILY = (process.env.CDK8S_NET_E2E_IP_FAMILY ?? 'ipv4') as ClusterIPFamily;

/** `CDK8S_NET_E2E_NETWORK_POLICIES` says who enforces NetworkPolicies in it: `kind` where it is as on kind; default: `off`, nobody. */
export const NETWORK_POLICIES = (process.env.CDK8S_NET_E2E_NETWORK_POLICIES ?? 'off') as PolicyProfile;

/** `CDK8S_NET_E2E_GATEWAYS=contour` says that it serves Gateways of class `contour`; default: `off`. */
export const GATEWAYS = process.env.CDK8S_NET_E2E_GATEWAYS === 'contour';

/** A command that makes a new cluster complete: load balancer, Ingress controller, a host outside. `KUBECONFIG` leads to it. */
export const PREPARE = process.env.CDK8S_NET_E2E_PREPARE;

/** The shared cluster as a target. */
export function sharedCluster(options: KindTargetOptions = {}): KindTarget {
  return new KindTarget({ cluster: CLUSTER, keep: true, proxyMode: PROXY_MODE, ...options });
}

/** Manifests in a file, by its path from the root of the project. */
export function manifestsIn(file: string): readonly Manifest[] {
  return parseManifests(readFileSync(join(__dirname, '../..', file), 'utf8'), { source: file });
}
