import { controllerNamed } from '../../model/ingress-controllers';
import { leftText, leftToController, mayTake } from '../../model/left-to-controller';
import type { NetworkModel } from '../../model/network-model';
import type { Ingress, Service } from '../../model/objects';
import { winnersOf } from '../../model/route';
import type { IngressRoute as Rule } from '../../model/route-table';
import { describeBackend, describeRoute, routesOf } from '../../model/route-table';
import type { ServerCertificate } from '../../model/server-certificate';
import { certificateOf } from '../../model/server-certificate';
import { servicePorts } from '../../model/service';
import { hostMatches, hostOf, hostPrecision } from '../../terms/host';
import { keyOf } from '../../terms/object-ref';
import type { EndpointSlices } from '../endpoints/endpoint-slices';
import { readyEndpoints } from '../endpoints/ready-endpoints';
import { whyNoEndpoints } from '../endpoints/why-no-endpoints';
import type { IngressController, IngressRequest, IngressRoute } from './ingress-controller';

/** What the controller reads. */
export interface SpecificationSource {
  readonly model: NetworkModel;
  /** Those of its Ingresses that it serves. */
  readonly ingresses: readonly Ingress[];
  readonly services: ReadonlyMap<string, Service>;
  readonly slices: EndpointSlices;
}

/**
 * A controller that is not modelled, as far as the Ingress API says what it does: hosts, Exact and Prefix paths, default
 * backends (https://kubernetes.io/docs/concepts/services-networking/ingress/).
 */
export class SpecificationController implements IngressController {
  private readonly rules: readonly Rule[];

  constructor(private readonly source: SpecificationSource) {
    const served = new Set(source.ingresses);
    this.rules = routesOf(source.model).filter((rule) => served.has(rule.source));
  }

  certificateFor(sni: string | undefined): ServerCertificate | undefined {
    if (sni === undefined) return undefined;
    for (const { metadata, spec } of this.source.ingresses) {
      const entry = spec.tls?.find(({ hosts = [] }) => hosts.some((host) => hostMatches(host, sni)));
      const secret = this.source.model.secrets.get(keyOf(metadata.namespace, entry?.secretName ?? ''));
      const certificate = entry === undefined || secret === undefined ? undefined : certificateOf(secret);
      if (certificate !== undefined) return certificate;
    }
    return undefined;
  }

  route({ host, path, tls }: IngressRequest): IngressRoute {
    if (tls === undefined) return this.answer(hostOf(host), path);
    const certificate = this.certificateFor(tls.sni);
    if (certificate !== undefined) return { ...this.answer(hostOf(host), path), certificate };
    return {
      action: 'close',
      reason: `no Ingress has a certificate for ${tls.sni ?? 'a connection without server name'}`,
    };
  }

  private answer(host: string, target: string): Exclude<IngressRoute, { action: 'close' }> {
    const [path = '/'] = target.split(/[?#]/, 1);
    const covering = this.rules.filter((rule) => rule.path !== undefined && hostMatches(rule.host, host));
    const precision = covering.reduce((most, rule) => Math.max(most, hostPrecision(rule.host)), -1);
    const ofHost = covering.filter((rule) => hostPrecision(rule.host) === precision);
    const open = ofHost
      .filter((rule) => mayTake(rule, path))
      .map((rule) => leftToController(this.source.model, rule))
      .find((left) => left !== undefined);
    if (open !== undefined) return { action: 'left', ...open, reason: leftText(open) };
    const [rule = this.rules.find((each) => each.path === undefined)] = winnersOf(ofHost, path);
    if (rule !== undefined) return this.forward(rule);
    return {
      action: 'respond',
      status: 404,
      reason: `no rule takes ${host}${path}, and no Ingress has a default backend`,
    };
  }

  private forward(rule: Rule): Exclude<IngressRoute, { action: 'close' }> {
    const { ingress, namespace, className, backend } = rule;
    const { model, services, slices } = this.source;
    const key = keyOf(namespace, backend.service?.name ?? '');
    const service = services.get(key);
    const reason = `${describeRoute(rule)} leads to ${describeBackend(rule)}`;
    if (service?.spec.type === 'ExternalName') {
      const left = { on: controllerNamed(model, className), what: 'whether it leads to an ExternalName' };
      return { action: 'left', ...left, reason: leftText(left) };
    }
    const wanted = backend.service?.port ?? {};
    const port =
      service &&
      servicePorts(service.spec).find(
        ({ name, port: number }) => number === wanted.number || (name ?? '') === wanted.name,
      );
    const endpoints = port === undefined ? [] : readyEndpoints(slices, key, port);
    if (endpoints.length > 0) return { action: 'forward', endpoints, service: key, ingress, reason };
    const why =
      service === undefined
        ? `did not find Service ${key}`
        : port === undefined
          ? `Service ${key} has no port ${wanted.name ?? wanted.number ?? ''}`.trimEnd()
          : whyNoEndpoints(service, slices, { portName: port.name ?? '', protocol: 'TCP' });
    return { action: 'respond', status: 503, ingress, reason: `${reason}: ${why}` };
  }
}
