import { mistypedNumber, nameLikeness } from '../terms/nearest';
import type { NetworkModel } from './network-model';
import { unservedPorts } from './served-ports';
import type { Workload } from './workload';

/** A port of a Service that leads to a number in the Pods. */
export interface NumberedTarget {
  /** Name of the Service port. */
  readonly name: string | undefined;
  readonly target: number;
  readonly transport: string;
}

/**
 * The declared ports that a Service likely means in place of a number that its workloads do not declare: one of which the
 * number is a typo, or those for the same purpose that no Service leads to. None where nothing speaks against the number, as
 * declaring a port is optional.
 */
export function portsMeant(
  model: NetworkModel,
  lackedBy: readonly Workload[],
  { name, target, transport }: NumberedTarget,
): readonly number[] {
  const unserved = lackedBy.slice(0, MANY).flatMap((workload) => unservedPorts(model, workload, transport));
  const typo = mistypedNumber(
    target,
    unserved.map(({ containerPort }) => containerPort),
  );
  if (typo !== undefined) return [typo];
  const alike = unserved.filter((port) => haveOnePurpose(name, port.name));
  return [...new Set(alike.map(({ containerPort }) => containerPort))];
}

/** Of so many workloads the first ones tell enough. */
const MANY = 5;

/** Whether a port of a Service and one of a container may be the same, as far as their names tell. */
function haveOnePurpose(service: string | undefined, container: string | undefined): boolean {
  if (service === undefined || container === undefined) return !SPECIAL.test(service ?? container ?? '');
  return service === container || nameLikeness(service, container) !== undefined;
}

/** Names of ports beside the one that a program is there for. */
const SPECIAL =
  /metrics|prom|monitor|health|probe|live|ready|admin|debug|pprof|profil|gossip|memberlist|peer|raft|cluster|webhook/;
