import { mistyped } from '../../terms/nearest';
import { namedClassOf } from '../ingress-class';
import type { Ingress } from '../objects';
import type { Elsewhere, World } from './world';
import { externalTo } from './world';

/**
 * The class that an Ingress names, where it may well be installed elsewhere; undefined where the Ingress names none, or the
 * input has the class or one that was likely meant.
 */
export function classElsewhere(world: World, ingress: Ingress): Elsewhere | undefined {
  const name = namedClassOf(ingress);
  if (name === undefined || world.model.ingressClasses.has(name)) return undefined;
  if (externalTo(world).has('IngressClass', undefined, name)) {
    return { why: `IngressClass ${name} is said to be external.`, remedy: 'external' };
  }
  if (!isCommonClass(name) && classMeant(world, name) !== undefined) return undefined;
  return { why: `IngressClass ${name} is installed with its controller.`, remedy: 'external' };
}

/** The class that was meant by a mistyped name: one of the input, or, if it has none, a widespread one. */
export function classMeant({ model }: Pick<World, 'model'>, name: string): string | undefined {
  const classes = [...model.ingressClasses.keys()];
  return mistyped(name, classes.length === 0 ? COMMON_NAMES : classes);
}

/** Names that the classes of widespread controllers have when nobody changes them. */
const COMMON_NAMES = [
  'nginx',
  'contour',
  'traefik',
  'haproxy',
  'alb',
  'kong',
  'istio',
  'cilium',
  'gce',
  'openshift-default',
];
const OTHER_COMMON_NAMES: ReadonlySet<string> = new Set([
  'gce-internal',
  'public',
  'ambassador',
  'apisix',
  'higress',
  'tailscale',
  'ngrok',
  'azure-application-gateway',
  'azure/application-gateway',
  'webapprouting.kubernetes.azure.com',
  'cloud-provider-kind',
]);

/** Whether a class has the name that that of a widespread controller usually has. */
export function isCommonClass(name: string): boolean {
  const [, plain = name] = /^(.+)[-.](?:internal|external|public|private)$/.exec(name) ?? [];
  return COMMON_NAMES.includes(plain) || OTHER_COMMON_NAMES.has(name);
}
