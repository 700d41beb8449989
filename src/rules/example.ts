/** Manifests for the examples of rules: what does not matter to the rule is filled in. */

/** A Service with this spec, as lines of YAML. */
export function service(spec: string, metadata = 'name: web'): string {
  return document('v1', 'Service', metadata, spec);
}

/** An Ingress with this spec, as lines of YAML. */
export function ingress(spec: string, metadata = 'name: web'): string {
  return document('networking.k8s.io/v1', 'Ingress', metadata, spec);
}

/** An IngressClass with this spec, as lines of YAML. */
export function ingressClass(spec: string, metadata = 'name: web'): string {
  return document('networking.k8s.io/v1', 'IngressClass', metadata, spec);
}

/** An EndpointSlice with these fields, as lines of YAML. */
export function endpointSlice(fields: string, metadata = 'name: web-1'): string {
  return `${document('discovery.k8s.io/v1', 'EndpointSlice', metadata)}${fields}\n`;
}

/** Endpoints with one subset, in flow style. */
export function endpoints(subset: string, metadata = 'name: db'): string {
  return `${document('v1', 'Endpoints', metadata)}subsets: [{ ${subset} }]\n`;
}

/** A Pod with this spec, as lines of YAML. */
export function pod(spec: string, metadata = 'name: web'): string {
  return document('v1', 'Pod', metadata, spec);
}

/** A Pod with one container, which has these fields beside its name and image, as lines of YAML. */
export function podWith(container: string): string {
  return pod(`containers:\n- name: web\n  image: web\n${indent(container).trimEnd()}`);
}

/** A ReplicationController with this spec, as lines of YAML. */
export function replicationController(spec: string): string {
  return document('v1', 'ReplicationController', 'name: web', spec);
}

/** A workload of a kind of the group apps with this spec, as lines of YAML. */
export function workload(kind: string, spec: string, metadata = 'name: web'): string {
  return document('apps/v1', kind, metadata, spec);
}

/** The same of the group batch. */
export function batch(kind: string, spec: string, metadata = 'name: web'): string {
  return document('batch/v1', kind, metadata, spec);
}

/** A ConfigMap, for rules that hold for every object. */
export function configMap(metadata: string): string {
  return document('v1', 'ConfigMap', metadata);
}

/** Several documents in one stream. */
export function stream(...documents: readonly string[]): string {
  return documents.join('---\n');
}

function document(apiVersion: string, kind: string, metadata: string, spec?: string): string {
  const head = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n${indent(metadata)}`;
  return spec === undefined ? head : `${head}spec:\n${indent(spec)}`;
}

function indent(lines: string): string {
  return lines.replace(/^/gm, '  ') + '\n';
}
