import { isObject } from '../../terms/json';
import { checkValue } from '../check-props';
import { ConstructError } from '../construct-error';
import type { PropsSchema } from '../props-schema';
import type { ServicePortRef } from '../service';
import type { NetworkPolicyPeer, Place } from './peers';
import { renderPeer } from './peers';
import type { NetworkPolicyPort } from './ports';
import { isServicePort, renderPort } from './ports';
import { EGRESS_RULE, INGRESS_RULE } from './schemas';

/** Connections that Pods accept: those that one of the peers opens, to one of the ports. */
export interface NetworkPolicyIngressRule {
  /**
   * Who may connect. Several peers are alternatives.
   *
   * @default - everybody, outside the cluster too
   */
  readonly from?: readonly NetworkPolicyPeer[];
  /**
   * To which ports of the Pods.
   *
   * @default - all
   */
  readonly ports?: readonly NetworkPolicyPort[];
  readonly to?: never;
}

/** Connections that Pods open: to one of the peers, at one of the ports. */
export interface NetworkPolicyEgressRule {
  /**
   * To whom the Pods may connect. Several peers are alternatives.
   *
   * @default - to everybody, outside the cluster too
   */
  readonly to?: readonly NetworkPolicyPeer[];
  /**
   * At which ports of whoever is connected to.
   *
   * @default - all
   */
  readonly ports?: readonly NetworkPolicyPort[];
  readonly from?: never;
}

/** An ingress rule as the API has it. */
export function renderIngress(rule: NetworkPolicyIngressRule, place: Place): object {
  const { from, ports } = checked(rule, INGRESS_RULE, place);
  return { ...listOf('from', from, renderPeer, place), ...listOf('ports', ports, renderPort, place) };
}

/** An egress rule as the API has it; a port of a Service says to which Pods as well as to which port. */
export function renderEgress(rule: NetworkPolicyEgressRule | ServicePortRef, place: Place): object {
  if (isServicePort(rule)) return renderEgress({ to: [rule.service], ports: [rule] }, place);
  const { to, ports } = checked(rule, EGRESS_RULE, place);
  return { ...listOf('to', to, renderPeer, place), ...listOf('ports', ports, renderPort, place) };
}

function checked<Rule>(rule: Rule, schema: PropsSchema, { policy, field }: Place): Rule {
  checkValue(policy, isObject(rule) ? rule : undefined, schema, field);
  return rule;
}

/** An empty list would mean everything, which nobody means who computed it. */
function listOf<Item>(
  name: string,
  items: readonly Item[] | undefined,
  render: (item: Item, place: Place) => object,
  place: Place,
): object {
  if (items === undefined) return {};
  const field = `${place.field}.${name}`;
  if (items.length === 0) {
    const problem = `is empty, which means ${name === 'ports' ? 'all ports' : 'everybody'}`;
    const remedy = `leave ${name} out to allow ${name === 'ports' ? 'all' : 'everybody'}, or leave the rule out to allow nothing`;
    throw new ConstructError(place.policy, { field, problem, remedy });
  }
  return { [name]: items.map((item, index) => render(item, { ...place, field: `${field}[${index}]` })) };
}
