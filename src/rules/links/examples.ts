import { ingress, service, stream } from '../example';

export { ingress, service, stream };

/** A Deployment whose Pods have these labels and this container (a flow mapping). */
export function deployment(name: string, labels: string, container = WEB, pod = ''): string {
  return workload('Deployment', name, `  ${selector(labels)}\n  template:\n${template(labels, container, pod)}`);
}

/** A StatefulSet whose Pods have these labels and this container. */
export function statefulSet(name: string, labels: string, spec: string, container = WEB): string {
  const lines = `  ${spec}\n  ${selector(labels)}\n  template:\n`;
  return workload('StatefulSet', name, lines + template(labels, container, ''));
}

/** A DaemonSet whose Pods have these labels and this container. */
export function daemonSet(name: string, labels: string, container = WEB, pod = ''): string {
  return workload('DaemonSet', name, `  ${selector(labels)}\n  template:\n${template(labels, container, pod)}`);
}

/** A NetworkPolicy with this spec, as lines of YAML. */
export function networkPolicy(name: string, spec: string): string {
  const lines = spec.replace(/^/gm, '  ');
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${name}\nspec:\n${lines}\n`;
}

/** Any other object, as one flow mapping after its kind. */
export function other(apiVersion: string, kind: string, metadata: string, rest = ''): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { ${metadata} }\n${rest === '' ? '' : `${rest}\n`}`;
}

const WEB = '{ name: web, image: web, ports: [{ name: http, containerPort: 8080 }] }';

function workload(kind: string, name: string, spec: string): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec}`;
}

function selector(labels: string): string {
  return `selector: { matchLabels: ${labels} }`;
}

function template(labels: string, container: string, pod: string): string {
  const more = pod === '' ? '' : `      ${pod}\n`;
  return `    metadata:\n      labels: ${labels}\n    spec:\n${more}      containers:\n        - ${container}\n`;
}
