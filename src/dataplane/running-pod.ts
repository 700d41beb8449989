import type { Labels, PodSpec, Protocol } from '../model/objects';
import type { ObjectRef } from '../terms/object-ref';
import type { Answers } from './flow';

/** A port that a container really listens on, on the wildcard address. */
export interface ContainerListener {
  readonly container: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly answers: Answers;
  /** Secret (`namespace/name`) of the certificate that it serves. Absent: it does not speak TLS. */
  readonly secret?: string;
}

/** A Pod that was placed on a node and started. */
export interface RunningPod {
  readonly namespace: string;
  readonly name: string;
  /** `namespace/name`. */
  readonly key: string;
  /** The primary address of its network namespace (`status.podIP`): its own, or its node's with hostNetwork. */
  readonly ip: string;
  /** One address for each IP family (`status.podIPs`), the primary one first. */
  readonly ips: readonly string[];
  /** Name of its node. */
  readonly node: string;
  readonly hostNetwork: boolean;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: PodSpec;
  /** What made it. */
  readonly workload: ObjectRef;
  readonly listeners: readonly ContainerListener[];
  /** Why it is not Ready; absent when it is. */
  readonly notReady?: string;
  /** Told to stop, still serving. */
  readonly terminating: boolean;
}
