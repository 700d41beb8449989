import { clusterFor } from '../../src/explain/cluster-for';
import { predictedMap } from '../../src/graph/map-network';
import type { MapEdge, MapNode, NetworkMap } from '../../src/graph/network-map';
import type { Intent } from '../../src/model/intents';
import { parse } from '../dataplane/support';

/** A Deployment of one container that listens on 8080. */
export const deployment = (name: string, namespace = 'shop') => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: app, ports: [{name: http, containerPort: 8080}]}]}`;

/** A Service with a spec. */
export const service = (name: string, spec: string, namespace = 'shop') => `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}`;

export const plain = (name: string) =>
  service(name, `{selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}`);

/** The map of manifests as a simulation has it. */
export function mapOf(yaml: string, intents: readonly Intent[] = []): NetworkMap {
  const network = clusterFor(parse(yaml));
  return predictedMap(network, intents);
}

export function nodeOf({ nodes }: NetworkMap, id: string): MapNode | undefined {
  return nodes.find((node) => node.id === id);
}

export function edgeOf({ edges }: NetworkMap, from: string, to: string): MapEdge | undefined {
  return edges.find((edge) => edge.from === from && edge.to === to);
}
