import type { Protocol } from '../model/objects';
import { familyOf } from '../terms/ip';
import type { Vantage } from '../terms/vantage';
import type { Decision, Flow } from './flow';

/** Decides where packets go: the dataplane. */
export interface Decider {
  connect(flow: Flow): Decision;
}

/** A connection that was tried. */
export interface Dialled {
  readonly flow: Flow;
  readonly decision: Decision;
  /** How many connections show everybody who may answer. */
  readonly choices: number;
}

/**
 * Dials a host by its addresses as clients do: with TCP and SCTP on to the next one where one refuses, and to the other IP
 * family where one keeps silent (RFC 8305, happy eyeballs); UDP has no such answer to go by. Undefined where there is no
 * address.
 */
export function dial(
  from: Vantage,
  { addresses, port, protocol }: { addresses: readonly string[]; port: number; protocol: Protocol },
  decider: Decider,
): Dialled | undefined {
  let dialled: Dialled | undefined;
  let silent: Dialled | undefined;
  for (const address of addresses) {
    if (silent !== undefined && familyOf(address) === familyOf(silent.flow.address)) continue;
    const flow: Flow = { from, protocol, address, port };
    const decision = decider.connect(flow);
    dialled = { flow, decision, choices: Math.max(addresses.length, decision.choices ?? 1) };
    if (decision.action === 'deliver' || protocol === 'UDP') return dialled;
    if (decision.action === 'drop') silent ??= dialled;
  }
  return silent ?? dialled;
}
