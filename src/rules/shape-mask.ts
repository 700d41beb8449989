import { comparable } from '../model/generated-labels';
import { matches } from '../model/label-index';
import type { Labels } from '../model/objects';
import { podTemplateSteps, WORKLOAD_KINDS } from '../model/workload';
import { dns1035LabelErrors, dnsSubdomainErrors } from '../terms/dns-name';
import { parseIP } from '../terms/ip';
import type { JsonObject } from '../terms/json';
import { isObject, stringOr } from '../terms/json';
import { labelValueErrors } from '../terms/qualified-name';

/** What of an object its shape holds: its metadata, or all of an object of a kind of which thousands are alike. */
export type Telling = 'metadata' | 'ingress' | 'policy' | 'route' | 'service' | 'workload';

/** What of a value is no part of its shape: parts of some of its fields, of all of them, or of its items. */
export interface Mask {
  readonly fields?: ReadonlyMap<string, Mask>;
  readonly values?: Mask;
  readonly items?: Mask;
}

/** Of what a shape tells only that it is there. */
export const LEFT_OUT: Mask = Object.freeze({});

const LABELS: Mask = { values: LEFT_OUT };
const NAMES = fields({ name: LEFT_OUT, namespace: LEFT_OUT, labels: LABELS });
const SERVICE = fields({ metadata: NAMES, spec: fields({ selector: LABELS }) });
const PATHS = { items: fields({ backend: fields({ service: fields({ name: LEFT_OUT }) }) }) };
const INGRESS_RULES = { items: fields({ host: LEFT_OUT, http: fields({ paths: PATHS }) }) };
const INGRESS = fields({ metadata: NAMES, spec: fields({ rules: INGRESS_RULES }) });
const POLICY = fields({ metadata: NAMES, spec: fields({ podSelector: fields({ matchLabels: LABELS }) }) });
const BACKENDS = { items: fields({ name: LEFT_OUT }) };
const ROUTE_RULES = { items: fields({ backendRefs: BACKENDS }) };
const ROUTE = fields({ metadata: NAMES, spec: fields({ hostnames: { items: LEFT_OUT }, rules: ROUTE_RULES }) });
const CONTAINERS = fields({ containers: { items: fields({ image: LEFT_OUT }) } });
const WORKLOADS: ReadonlyMap<string, Mask> = new Map(WORKLOAD_KINDS.map((kind) => [kind, workloadMask(kind)]));

/**
 * What the API server cannot tell an object by: its names and the values of labels, of which it only asks whether they are good ones, the
 * selector that selects the labels, images, and the hosts and Services of an Ingress or a route, which the rules of Gateway API do not
 * compare. Undefined for objects of which somebody has to look at one of these.
 */
export function maskOf(object: JsonObject, telling: Telling): Mask | undefined {
  if (!isNamedWell(object)) return undefined;
  if (telling === 'metadata') return NAMES;
  if (telling === 'ingress') return isRoutingWell(object) ? INGRESS : undefined;
  if (telling === 'route') return isLeadingWell(object) ? ROUTE : undefined;
  if (telling === 'policy') return isChoosingWell(object) ? POLICY : undefined;
  if (telling === 'service') return isSelectingWell(object) ? SERVICE : undefined;
  return isMakingPodsWell(object) ? WORKLOADS.get(stringOr(object.kind)) : undefined;
}

function isNamedWell({ metadata: given }: JsonObject): boolean {
  const { name, namespace, labels } = isObject(given) ? given : NOTHING;
  const areNames = isGoodName(name) && (namespace === undefined || isGoodName(namespace));
  return areNames && (labels === undefined || areGood(labels));
}

function isRoutingWell({ spec }: JsonObject): boolean {
  const { rules = NONE } = isObject(spec) ? spec : NOTHING;
  return itemsIn(rules, ({ host, http }) => {
    const { paths = NONE } = isObject(http) ? http : NOTHING;
    return isGoodHost(host) && itemsIn(paths, ({ backend }) => isObject(backend) && isGoodBackend(backend));
  });
}

function isLeadingWell({ spec }: JsonObject): boolean {
  const { hostnames = NONE, rules = NONE } = isObject(spec) ? spec : NOTHING;
  const areHosts = Array.isArray(hostnames) && hostnames.every(isGoodHost);
  return areHosts && itemsIn(rules, ({ backendRefs = NONE }) => itemsIn(backendRefs, ({ name }) => isGoodName(name)));
}

function isGoodHost(host: unknown): boolean {
  return typeof host === 'string' && dnsSubdomainErrors(host).length === 0 && parseIP(host) === undefined;
}

function isGoodBackend({ service }: JsonObject): boolean {
  return isObject(service) && isGoodName(service.name);
}

function itemsIn(list: unknown, isGood: (item: JsonObject) => boolean): boolean {
  return Array.isArray(list) && list.every((item) => isObject(item) && isGood(item));
}

function isChoosingWell({ spec }: JsonObject): boolean {
  const { podSelector } = isObject(spec) ? spec : NOTHING;
  const { matchLabels = NOTHING } = isObject(podSelector) ? podSelector : NOTHING;
  return areGood(matchLabels);
}

/** Labels that controllers give their Pods are compared in ways of their own, and one name is that of the API server. */
function isSelectingWell({ metadata, spec }: JsonObject): boolean {
  if ((metadata as JsonObject).name === 'kubernetes') return false;
  const { selector } = isObject(spec) ? spec : NOTHING;
  if (selector === undefined) return true;
  return areGood(selector) && comparable(selector) === selector;
}

/** Names of more characters do not fit whatever is made of them. */
const MAX_NAME = 52;

/** Not for Jobs, whose name is a label. */
function isMakingPodsWell(object: JsonObject): boolean {
  const kind = stringOr(object.kind);
  if (kind === 'Job' || stringOr((object.metadata as JsonObject).name).length > MAX_NAME) return false;
  let pod: unknown = object;
  for (const step of podTemplateSteps(kind) ?? []) pod = isObject(pod) ? pod[step] : undefined;
  if (!isObject(pod)) return false;
  const { labels = NOTHING } = isObject(pod.metadata) ? pod.metadata : NOTHING;
  const { containers } = isObject(pod.spec) ? pod.spec : NOTHING;
  return areGood(labels) && selectsOwn(object, kind, labels) && itemsIn(containers, ({ image }) => isImage(image));
}

/** Whether a controller has a selector of labels alone that selects its own Pods; other kinds have none. */
function selectsOwn({ spec }: JsonObject, kind: string, labels: Labels): boolean {
  if (kind === 'Pod' || kind === 'CronJob') return true;
  let selector = isObject(spec) ? spec.selector : undefined;
  if (kind !== 'ReplicationController') {
    if (!isObject(selector) || Object.keys(selector).length > 1) return false;
    selector = selector.matchLabels;
  }
  return isObject(selector) && Object.keys(selector).length > 0 && matches(selector as Labels, labels);
}

/** A name of the strictest form is one of every form. */
function isGoodName(name: unknown): boolean {
  return typeof name === 'string' && dns1035LabelErrors(name).length === 0;
}

/** Whether a Pod can have labels of such values. */
function areGood(labels: unknown): labels is Labels {
  return isObject(labels) && Object.values(labels).every(isGoodValue);
}

function isGoodValue(value: unknown): boolean {
  // Of the Kubernetes version only words depend.
  return typeof value === 'string' && labelValueErrors(value, 0).length === 0;
}

function isImage(image: unknown): boolean {
  return typeof image === 'string' && image !== '' && image.trim() === image;
}

function workloadMask(kind: string): Mask {
  const pod = { spec: CONTAINERS };
  const template = { metadata: fields({ labels: LABELS }), ...pod };
  if (kind === 'Pod') return fields({ metadata: NAMES, ...pod });
  const job = fields({ spec: fields({ template: fields(template) }) });
  const spec = kind === 'CronJob' ? { jobTemplate: job } : { selector: LEFT_OUT, template: fields(template) };
  return fields({ metadata: NAMES, spec: fields(spec) });
}

function fields(masks: Readonly<Record<string, Mask>>): Mask {
  return { fields: new Map(Object.entries(masks)) };
}

const NOTHING: JsonObject = Object.freeze({});
const NONE: readonly never[] = Object.freeze([]);
