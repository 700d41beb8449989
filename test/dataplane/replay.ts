import { loadAll } from 'js-yaml';
import { Cluster } from '../../src/dataplane/cluster';
import { Simulation } from '../../src/dataplane/simulation/simulate';
import type { Manifest } from '../../src/model/manifest';
import { probeOf } from '../../src/probes/recorded';
import type { PolicyProfile } from '../../src/terms/policy-profile';
import type { ProxyMode } from '../../src/terms/proxy-mode';
import type { Cell, Topology } from '../fixtures/reach/recordings';
import { differences, RECORDED_NODES } from '../fixtures/reach/recordings';

/** A cluster as it was recorded, with a topology deployed. */
export function deploy(topology: Topology, proxyMode: ProxyMode, networkPolicies: PolicyProfile = 'spec'): Cluster {
  const { manifests, later, delete: stopping = [], ipFamily = 'ipv4' } = topology;
  const cluster = new Cluster({
    proxyMode,
    ipFamily,
    networkPolicies,
    nodes: RECORDED_NODES,
    externalHosts: ['external.example.com'],
  });
  cluster.apply(parse(manifests));
  if (later !== undefined) cluster.apply(parse(later));
  for (const pod of stopping) cluster.terminate(pod);
  return cluster;
}

function parse(text: string): Manifest[] {
  return loadAll(text).filter((document) => document !== null && document !== undefined) as Manifest[];
}

/** The recorded cells that the simulation of a topology does not agree with. */
export function wrongCells(
  topology: Topology,
  mode: ProxyMode,
  cells: readonly Cell[],
  networkPolicies?: PolicyProfile,
) {
  const simulation = new Simulation(deploy(topology, mode, networkPolicies));
  return cells.flatMap((cell) => {
    const simulated = simulation.verdictOn(probeOf(cell));
    const fields = differences(cell, simulated);
    return fields.length === 0 ? [] : [{ ...cell, fields, simulated }];
  });
}
