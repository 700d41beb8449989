import type { HTTPIngressPath, IngressBackend } from '../../../model/objects';
import { servicePorts } from '../../../model/service';
import type { HttpTarget, Probe } from '../../../probes/probe';
import { placeholder } from '../../../terms/placeholders';
import { listed } from '../../../terms/sentence';
import { trimEnd } from '../../../terms/trim-end';
import type { Link } from '../../target';
import type { StoredIngress } from '../objects';
import type { EvidenceContext } from './evidence-context';
import { serviceLinks } from './service-links';
import { broken, eventsOn, unbroken } from './words';

/** The links from an Ingress controller to the Pods behind the rule that a request should meet. */
export async function ingressLinks(probe: Probe, to: HttpTarget, context: EvidenceContext): Promise<readonly Link[]> {
  const host = to.hostHeader ?? to.host;
  const path = (to.path ?? '/').split('?')[0] ?? '/';
  const links = [unbroken('address', `${context.addresses.expand(to.host)} is the address of the Ingress controller`)];
  const ruled = context.view.ingresses.flatMap((ingress) => rulesFor(ingress, host).map((rule) => ({ ingress, rule })));
  if (ruled.length === 0) return [...links, broken('route', `no Ingress has a rule for host ${host}`)];
  const found = ruled
    .flatMap(({ ingress, rule }) => rule.map((each) => ({ ingress, each })))
    .filter(({ each }) => takes(each, path))
    .sort((a, b) => (b.each.path ?? '').length - (a.each.path ?? '').length)[0];
  if (found === undefined) {
    const paths = ruled.flatMap(({ rule }) =>
      rule.map(({ path: one = '/', pathType }) => `${one} (${pathType ?? 'no pathType'})`),
    );
    return [...links, broken('route', `the rules for host ${host} take ${listed(paths)}, not ${path}`)];
  }
  const key = context.aliases.keyInManifests(found.ingress.metadata.namespace, found.ingress.metadata.name);
  if ((found.ingress.status?.loadBalancer?.ingress?.length ?? 0) === 0) {
    const name = found.ingress.spec.ingressClassName ?? '(none)';
    const events = await eventsOn('Ingress', key.split('/')[0] ?? '', found.ingress.metadata.name, context);
    const why = `no controller serves Ingress ${key}: its class is ${name}${events === '' ? '' : `; ${events}`}`;
    return [...links, broken('route', why)];
  }
  const behind = await backendLinks(probe, found.ingress, found.each.backend ?? {}, context);
  if (behind.some(({ ok }) => !ok)) {
    return [...links, unbroken('route', `Ingress ${key} takes ${host}${path}`), ...behind];
  }
  return [...links, ...behind, await answerLink(probe, key, context)];
}

/** Rules of the host itself come before those with a wildcard, which stand before those for all hosts. */
function rulesFor({ spec }: StoredIngress, host: string): readonly (readonly HTTPIngressPath[])[] {
  const rules = (spec.rules ?? []).map((rule) => ({ host: rule.host ?? '', paths: rule.http?.paths ?? [] }));
  const of = (wanted: (host: string) => boolean) => rules.filter((rule) => wanted(rule.host)).map(({ paths }) => paths);
  const exact = of((each) => each === host.toLowerCase());
  if (exact.length > 0) return exact;
  const wildcard = of((each) => each.startsWith('*.') && host.slice(host.indexOf('.')) === each.slice(1));
  if (wildcard.length > 0) return wildcard;
  const any = of((each) => each === '');
  const { defaultBackend } = spec;
  if (any.length > 0 || defaultBackend === undefined) return any;
  return [[{ path: '/', pathType: 'Prefix', backend: defaultBackend }]];
}

function takes({ path = '/', pathType }: HTTPIngressPath, asked: string): boolean {
  if (pathType === 'Exact') return asked === path;
  if (pathType === 'ImplementationSpecific') return true;
  const prefix = trimEnd(path, '/');
  return asked === prefix || asked.startsWith(`${prefix}/`);
}

async function backendLinks(
  probe: Probe,
  { metadata }: StoredIngress,
  { service: backend }: IngressBackend,
  context: EvidenceContext,
): Promise<readonly Link[]> {
  if (backend?.name === undefined) return [];
  const namespace = metadata.namespace ?? '';
  const service = context.view.service(namespace, backend.name);
  const key = context.aliases.keyInManifests(namespace, backend.name);
  if (service === undefined) return [broken('route', `its backend, Service ${key}, does not exist`)];
  const { name, number = 0 } = backend.port ?? {};
  const ports = servicePorts(service.spec);
  const port = ports.find((each) => (name === undefined ? each.port === number : each.name === name));
  if (port === undefined) {
    const has = listed(ports.map((each) => `${each.name ?? ''} ${each.port}`.trim()));
    return [broken('route', `its backend, Service ${key}, has no port ${name ?? number}: it has ${has}`)];
  }
  // The controller dials Pods itself; a node stands where the controller stands.
  const node = [...context.view.nodes.keys()].map((each) => context.aliases.nodeInManifests(each))[0] ?? '';
  const from = 'outside' in probe.from ? { node } : probe.from;
  const host = placeholder('clusterIP', key);
  if (service.spec.clusterIP === 'None') return [];
  const to = { kind: 'transport', protocol: 'tcp', host, port: port.port } as const;
  return serviceLinks({ id: 'backend', from, to }, to, context.addresses.expand(host), context);
}

async function answerLink(probe: Probe, key: string, context: EvidenceContext): Promise<Link> {
  const verdict = await context.observe(probe);
  if (verdict.outcome !== 'reached') {
    return broken('route', `${verdict.outcome} at the controller, though the Pods behind Ingress ${key} answer`);
  }
  const { status } = verdict;
  if (status === undefined || status < 400) {
    return unbroken('route', `Ingress ${key} answers with status ${status ?? '?'}`);
  }
  return broken('route', `the controller answers with status ${status}, though the Pods behind Ingress ${key} answer`);
}
