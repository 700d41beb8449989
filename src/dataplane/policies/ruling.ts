import type { Direction, Policy } from '../../model/network-policies';
import type { Protocol } from '../../model/objects';
import type { PolicyPod } from './policy-index';

/** One end of a connection as whoever enforces policies sees it. */
export interface End {
  readonly address: string;
  /** The Pod that it is taken for; absent for all that is not a Pod: nodes, the outside. */
  readonly pod?: PolicyPod;
}

/** A connection as whoever enforces policies sees it: after the translation of Services. */
export interface Connection {
  readonly source: End;
  readonly destination: End;
  readonly protocol: Protocol;
  /** The port of the destination. */
  readonly port: number;
}

/** A rule of a policy: `spec.ingress[index]` or `spec.egress[index]`. */
export interface RuleAt {
  readonly policy: Policy;
  readonly index: number;
}

/** What the policies that isolate a Pod in one direction say of a connection. */
export interface Ruling {
  readonly direction: Direction;
  /** The isolated Pod. */
  readonly pod: PolicyPod;
  /** The policies that isolate it; at least one. */
  readonly policies: readonly Policy[];
  readonly connection: Connection;
  /** The rule that lets the connection through; absent when none does, so that it is denied. */
  readonly by?: RuleAt;
  /** Of a connection that is denied the rule that lacks least; absent where there is no rule at all. */
  readonly nearest?: NearestRule;
}

/** A rule that does not let a connection through, and what it would take. */
export interface NearestRule extends RuleAt {
  readonly lacks: 'port' | 'peer' | 'both';
}

/** What whoever enforces policies does with a connection. */
export interface Enforcement {
  /** `depends`: the specification of NetworkPolicy leaves it open. */
  readonly verdict: 'allowed' | 'denied' | 'depends';
  /** Those that decided; none where policies that select nobody here were not asked. */
  readonly rulings: readonly Ruling[];
  /** What it depends on: what the specification leaves open. */
  readonly open?: string;
  /** Who decides. Default: the network plugin. */
  readonly on?: string;
}
