import type { Mark } from '../probes/marks';

/**
 * Where something stands on a map, in the order in which traffic goes: the world outside and processes on nodes, Pods that
 * ask, what leads them to Services (Ingresses; Gateways, listeners and routes), Services, what may close the way, Pods that answer, and what these run on, or hosts outside.
 */
export const TIERS = [
  'outside',
  'clients',
  'entry',
  'listener',
  'route',
  'service',
  'policy',
  'pods',
  'ground',
] as const;

export type Tier = (typeof TIERS)[number];

/** Something on a map. */
export interface MapNode {
  /** `Service/shop/web`, `Node/worker`, `outside`. Those who ask have `clients/` before it: they may stand on both sides. */
  readonly id: string;
  readonly tier: Tier;
  /** The kind of the object, or what else it is: `Service`, `Deployment`, `host`, `client`. */
  readonly kind: string;
  /** Absent for what belongs to no namespace. */
  readonly namespace?: string;
  readonly name: string;
  /** What matters about it, a few words each: `ClusterIP`, `80 → 8080`. */
  readonly facts: readonly string[];
  /** What is amiss with it, in a sentence. Default: nothing. */
  readonly problem?: string;
  /** The worst mark of what was asked of it, or of what it closes. Absent: nothing. */
  readonly mark?: Mark;
  /** What it stands for, where it stands for several. */
  readonly members?: readonly string[];
}

/**
 * How two things belong together: who asks whom; where an Ingress, a Gateway or a route leads; which listeners refuse a route; which Pods a Service has; what an ExternalName stands
 * for; which Pods a NetworkPolicy is about; where Pods run.
 */
export type Relation = 'asks' | 'routes' | 'refuses' | 'selects' | 'resolves' | 'applies' | 'runsOn';

/** A line of a map, from left to right. */
export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
  /** Ports, or hosts and paths. */
  readonly labels: readonly string[];
  /** The worst mark of those who ask, and of what a policy closes; of what lies behind, whether somebody gets through. Absent: nobody asked. */
  readonly mark?: Mark;
  /** How many probes ended with which mark. */
  readonly counts: Readonly<Partial<Record<Mark, number>>>;
  /** Which probes. */
  readonly probes: readonly string[];
}

/** Who reaches whom, and by which way. */
export interface NetworkMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}
