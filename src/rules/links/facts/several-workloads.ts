import type { NetworkModel } from '../../../model/network-model';
import type { Labels, Service } from '../../../model/objects';
import { targetPortIn } from '../../../model/target-port';
import type { Workload } from '../../../model/workload';
import { servingContainers } from '../../../model/workload';
import { describeRef, keyOf } from '../../../terms/object-ref';
import { listed } from '../../../terms/sentence';
import { yamlPair } from '../../../terms/yaml-text';
import type { Words } from '../../cursor';
import type { Called } from './own-workload';
import { ownWorkload, tellingLabel } from './own-workload';
import { narrowerServices, servicesWithSelector } from './rival-services';
import type { PortAt, ServiceAt } from './service-at';
import { namesOf } from './service-at';
import { areVariants } from './variants';

/** A label on more workloads than this is meant for all of them. */
const MANY = 50;

/** What is wrong with several workloads behind one Service; undefined if they look meant. */
export function severalWorkloads(service: ServiceAt, model: NetworkModel): Words | undefined {
  const { namespace, name, backends, headless, spec } = service;
  const object = model.services.get(keyOf(namespace, name));
  if (object === undefined || backends.length > MANY) return undefined;
  const fix = () => remedy(ownWorkload(calledOf(object), backends), backends, spec.selector ?? {});
  const refusing = lackingByNumber(service);
  if (refusing.length > 0) {
    return {
      why: `Connections go to all of them in turn, but ${namesOf(refusing)} does not have the port.`,
      fix: fix(),
    };
  }
  const left = leftOut(service);
  if (left.length > 0) {
    const why = `The endpoint controller looks for the name of the port in each Pod: ${namesOf(left)} has no such port, and gets no connections.`;
    return { why, fix: 'Give the container port the same name in all of them.' };
  }
  const rival = rivalOf(object, service, model);
  if (rival !== undefined) {
    return {
      why: `Service ${keyOf(rival.metadata.namespace, rival.metadata.name ?? '')} selects the same Pods, so that each of the two gets connections that are meant for the other.`,
      fix: fix(),
    };
  }
  const mixed = !headless && service.ports.some((port) => areStrangers(takersOf(service, port)));
  return mixed && !isMeant(object, service, model) ? { fix: fix() } : undefined;
}

/** Workloads that declare ports, but lack a number which another one declares: they refuse their share of connections. */
function lackingByNumber({ backends, ports }: ServiceAt): readonly Workload[] {
  const lacking = ports.flatMap(({ target, transport }) => {
    const { declaredBy, lackedBy } = targetPortIn(backends, target, transport);
    return typeof target === 'number' && declaredBy.length > 0 ? lackedBy : [];
  });
  return [...new Set(lacking)];
}

/** Workloads without a named port that a variant of them has. A stranger without it is left out on purpose. */
function leftOut({ backends, ports }: ServiceAt): readonly Workload[] {
  const found = ports
    .filter(({ target }) => typeof target === 'string')
    .map(({ target, transport }) => targetPortIn(backends, target, transport));
  const served = new Set(found.flatMap(({ declaredBy }) => declaredBy));
  const lacking = new Set(found.flatMap(({ lackedBy }) => lackedBy));
  return [...lacking].filter(
    (workload) => !served.has(workload) && [...served].some((other) => areVariants(workload, other)),
  );
}

/** The workloads that connections to a port go to: all of them, or those that have the name. */
function takersOf({ backends }: ServiceAt, { target, transport }: PortAt): readonly Workload[] {
  return typeof target === 'number' ? backends : targetPortIn(backends, target, transport).declaredBy;
}

/** Whether others than variants of the first one are among them. */
function areStrangers([first, ...rest]: readonly Workload[]): boolean {
  return first !== undefined && rest.some((workload) => !areVariants(first, workload));
}

/** Another Service of the same selector, where each of the two is called like a workload of its own. */
function rivalOf(object: Service, { backends }: ServiceAt, model: NetworkModel): Service | undefined {
  const own = ownWorkload(calledOf(object), backends);
  if (own === undefined) return undefined;
  return servicesWithSelector(model, object)
    .slice(0, MANY)
    .find((other) => {
      const others = ownWorkload(calledOf(other), backends);
      return others !== undefined && others !== own;
    });
}

/**
 * Whether a Service is for all the workloads of one program, though they are not variants: they run one image, and where one
 * of them alone is meant, a Service with more labels is there for it.
 */
function isMeant(object: Service, { backends }: ServiceAt, model: NetworkModel): boolean {
  const images = new Set(backends.map(({ spec }) => JSON.stringify(servingContainers(spec).map(({ image }) => image))));
  if (images.size > 1 || backends.some(({ ref }) => ref.name === object.metadata.name)) return false;
  return narrowerServices(model, object).length > 0;
}

function calledOf({ metadata: { name = '', labels } }: Service): Called {
  return { name, labels: labels ?? {} };
}

/** The label that tells the Service's own workload from the others, or what tells each of them apart. */
function remedy(own: Workload | undefined, backends: readonly Workload[], selector: Labels): string {
  const labelOf = (workload: Workload) => {
    const pair = tellingLabel(
      workload,
      backends.filter((other) => other !== workload),
      selector,
    );
    return pair === undefined ? undefined : yamlPair(...pair);
  };
  if (own !== undefined) {
    const pair = labelOf(own);
    if (pair !== undefined) return `For ${describeRef(own.ref)} alone, add \`${pair}\` to the selector.`;
  }
  const choices = backends.slice(0, 3).flatMap((workload) => {
    const pair = labelOf(workload);
    return pair === undefined ? [] : [`${pair} for ${describeRef(workload.ref)}`];
  });
  return choices.length === 0
    ? 'Give each workload a label of its own, and select by that.'
    : `Add the label of the one that is meant: ${listed(choices)}.`;
}
