import type { Client } from './client';
import type { Flow } from './flow';
import type { ClusterNode } from './node';
import type { Arrival, Packet } from './proxy/proxier';

/** A packet on a node that it passes: after the translation there, before its source may be masqueraded. */
export interface Passage {
  readonly packet: Packet;
  readonly node: ClusterNode;
  readonly arrival: Arrival;
  /** Whether it ends there, at an address of the node itself. */
  readonly ends: boolean;
}

/** The way of a packet: none, where it does not leave the network namespace of its client. */
export interface Journey {
  readonly flow: Flow;
  readonly client: Client;
  readonly passages: readonly Passage[];
}
