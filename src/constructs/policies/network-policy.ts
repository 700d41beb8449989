import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkProps, checkValue } from '../check-props';
import type { Named } from '../construct-error';
import { ConstructError } from '../construct-error';
import { Diagnostics } from '../diagnostics';
import type { ServicePortRef } from '../service';
import type { CheckedPolicy } from './literals';
import type { NetworkPolicyPeer } from './peers';
import { selected } from './peers';
import type { PodSelection } from './pods';
import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule } from './rules';
import { renderEgress, renderIngress } from './rules';
import { DNS_OPTIONS, NETWORK_POLICY } from './schemas';

/** A rule about what Pods may send: peers and ports, or a port of a Service, which is both. */
export type EgressRule = NetworkPolicyEgressRule | ServicePortRef;

/**
 * Properties of `NetworkPolicy`. Fields of networking.k8s.io/v1 in Kubernetes v1.34, but for `policyTypes`, which follow from
 * what is given: `Ingress` if `ingress` is, `Egress` if `egress` is. One of the two is needed.
 */
export interface NetworkPolicyProps<
  Ingress extends readonly NetworkPolicyIngressRule[] = readonly NetworkPolicyIngressRule[],
  Egress extends readonly EgressRule[] = readonly EgressRule[],
> {
  /**
   * Name, namespace, labels and annotations. A policy is about Pods of its own namespace.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The Pods that the policy is about: those of a workload, those behind a Service, or those with labels. Of their own
   * namespace only.
   *
   * @default - all Pods of the namespace
   */
  readonly podSelector?: PodSelection;
  /**
   * What the Pods accept; an empty list is nothing. Other policies about the same Pods can only add to it.
   *
   * @default - the policy says nothing of what comes in, which is left as it is
   */
  readonly ingress?: Ingress & CheckedPolicy<Ingress>;
  /**
   * What the Pods may send; an empty list is nothing, not even questions for DNS: see `allowDns`. A port of a Service is a rule
   * by itself: to its Pods, at the port that they listen on. Other policies about the same Pods can only add to it.
   *
   * @default - the policy says nothing of what goes out, which is left as it is
   */
  readonly egress?: Egress & CheckedPolicy<Egress>;
}

/** A policy that says nothing of either direction would close one of them all the same. */
type SaysSomething = { readonly ingress: unknown } | { readonly egress: unknown };

/** Where the DNS server of a cluster is. */
export interface DnsOptions {
  /**
   * Who answers.
   *
   * @default - the Pods labelled `k8s-app: kube-dns` in namespace `kube-system`
   */
  readonly to?: readonly NetworkPolicyPeer[];
  /**
   * Port that those Pods listen on, which is not that of their Service everywhere: 5353 on OpenShift.
   *
   * @default 53
   */
  readonly containerPort?: number;
}

/** The spec of the object, to which rules can be added. */
interface GrowingSpec {
  readonly podSelector: object;
  readonly policyTypes: readonly string[];
  ingress?: object[];
  egress?: object[];
}

/**
 * A NetworkPolicy: closes Pods to all connections but those that it allows, in the directions that it speaks of. Needs a
 * network plugin that enforces policies.
 *
 * ```ts
 * new NetworkPolicy(chart, 'api', {
 *   podSelector: api,
 *   ingress: [{ from: [frontend], ports: [api.port('http')] }],
 *   egress: [database.port('sql')],
 * }).allowDns();
 * new NetworkPolicy(chart, 'deny-all', { ingress: [], egress: [] });
 * ```
 */
export class NetworkPolicy<
  const Ingress extends readonly NetworkPolicyIngressRule[] = readonly NetworkPolicyIngressRule[],
  const Egress extends readonly EgressRule[] = readonly EgressRule[],
> extends ApiObject {
  private readonly spec: GrowingSpec;

  /** @throws ConstructError for Pods, peers or ports that no policy can be about. */
  constructor(scope: Construct, id: string, props: NetworkPolicyProps<Ingress, Egress> & SaysSomething) {
    const named = checkProps(scope, id, props, NETWORK_POLICY);
    const { metadata, podSelector = {}, ingress, egress }: NetworkPolicyProps = props as NetworkPolicyProps;
    if (ingress === undefined && egress === undefined) throw saysNothing(named);
    const own = metadata?.namespace ?? chartNamespace(scope) ?? Diagnostics.clusterOf(scope).namespace;
    const spec: GrowingSpec = {
      podSelector: subjectOf(podSelector, named, own),
      policyTypes: [...(ingress === undefined ? [] : ['Ingress']), ...(egress === undefined ? [] : ['Egress'])],
    };
    const place = (field: string) => ({ policy: named, namespace: own, field: `spec.${field}` });
    if (ingress !== undefined && ingress.length > 0) {
      spec.ingress = ingress.map((rule, index) => renderIngress(rule, place(`ingress[${index}]`)));
    }
    if (egress !== undefined && egress.length > 0) {
      spec.egress = egress.map((rule, index) => renderEgress(rule, place(`egress[${index}]`)));
    }
    const head = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    this.spec = spec;
    Diagnostics.install(this);
  }

  /**
   * Allows connections to the Pods beside those that are allowed already.
   *
   * @throws ConstructError if the policy was made without `ingress`: a first rule would close the Pods to everybody else
   */
  addIngress<const Rule extends NetworkPolicyIngressRule>(rule: Rule & CheckedPolicy<Rule>): this {
    this.mustSpeakOf('Ingress', 'addIngress()');
    const rules = (this.spec.ingress ??= []);
    rules.push(renderIngress(rule, this.place(`spec.ingress[${rules.length}]`)));
    return this;
  }

  /**
   * Allows connections of the Pods beside those that are allowed already.
   *
   * @throws ConstructError if the policy was made without `egress`: a first rule would close everything else
   */
  addEgress<const Rule extends EgressRule>(rule: Rule & CheckedPolicy<Rule>): this {
    this.mustSpeakOf('Egress', 'addEgress()');
    return this.allow(rule);
  }

  /**
   * Allows the Pods to ask the DNS of the cluster, over UDP and TCP. Without it, Pods whose `egress` is limited find nobody by
   * name. It is the Pods of the DNS server that have to be allowed; the address of its Service counts for nothing.
   *
   * @throws ConstructError if the policy was made without `egress`
   */
  allowDns(options: DnsOptions = {}): this {
    checkValue(this, options, DNS_OPTIONS, 'allowDns()');
    this.mustSpeakOf('Egress', 'allowDns()');
    const { to = [KUBE_DNS], containerPort = 53 } = options;
    return this.allow({
      to,
      ports: [
        { protocol: 'UDP', containerPort },
        { protocol: 'TCP', containerPort },
      ],
    });
  }

  private allow(rule: EgressRule): this {
    const rules = (this.spec.egress ??= []);
    rules.push(renderEgress(rule, this.place(`spec.egress[${rules.length}]`)));
    return this;
  }

  private mustSpeakOf(type: 'Ingress' | 'Egress', field: string): void {
    if (this.spec.policyTypes.includes(type)) return;
    const name = type.toLowerCase();
    const problem = `the policy does not speak of ${name}, so that a first rule would close everything else`;
    const remedy = `give the policy ${name}: [], which closes it, or leave the rule out: it is open`;
    throw new ConstructError(this, { field, problem, remedy });
  }

  private place(field: string) {
    return { policy: this, namespace: this.metadata.namespace ?? Diagnostics.clusterOf(this).namespace, field };
  }
}

const KUBE_DNS: NetworkPolicyPeer = { podSelector: { 'k8s-app': 'kube-dns' }, namespaceSelector: 'kube-system' };

/** Namespace that objects get which do not say theirs. */
function chartNamespace({ node }: Construct): string | undefined {
  return [...node.scopes].reverse().find((each) => Chart.isChart(each))?.namespace;
}

function saysNothing(policy: Named): ConstructError {
  const problem = 'has neither ingress nor egress, and Kubernetes would take it for one that lets nobody in';
  const remedy = 'give ingress: [] to let nobody in, egress: [] to let nothing out, or rules that say what is allowed';
  return new ConstructError(policy, { field: 'props', problem, remedy });
}

function subjectOf(podSelector: PodSelection, policy: Named, namespace: string): object {
  const field = 'spec.podSelector';
  const { selector, namespaces } = selected(podSelector, { policy, field });
  const { names = [namespace], selector: labels } = namespaces ?? {};
  if (labels === undefined && names.every((name) => name === namespace)) return selector;
  const where = labels === undefined ? names.join(', ') : 'namespaces with labels';
  const problem = `selects Pods of ${where}, and the policy is in ${namespace}`;
  const remedy = 'a policy is about Pods of its own namespace: give its metadata the namespace of the Pods';
  throw new ConstructError(policy, { field, problem, remedy });
}
