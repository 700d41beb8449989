import * as fc from 'fast-check';
import { gatewayDefinitions } from '../../src/model/schema/custom/gateway-definitions';
import type { Structural } from '../../src/model/schema/custom/structural';
import { isObject } from '../../src/terms/json';
import { structuralValue } from './structural';

const GROUP = 'gateway.networking.k8s.io';

/** Weights say what there should be more of, for most belong to Gateways and routes of HTTP. */
const KINDS = [
  ...['GatewayClass', 'Gateway', 'Gateway', 'Gateway', 'HTTPRoute', 'HTTPRoute', 'HTTPRoute', 'GRPCRoute', 'TLSRoute'],
  ...['TCPRoute', 'UDPRoute', 'ReferenceGrant', 'ListenerSet', 'BackendTLSPolicy'],
] as const;

const BUNDLE = { version: 'v1.7', channel: 'experimental' } as const;

/** An object of the Gateway API as the schemas that are published for it describe it. */
export const gatewayObject = fc.constantFrom(...KINDS).chain((kind) => {
  const [apiVersion, schema] = newestOf(kind);
  const { spec = {} } = schema.properties ?? {};
  return fc
    .tuple(structuralValue(spec), fc.constantFrom('web', 'api', 'shop'), fc.constantFrom('', '', 'shop'))
    .map(([value, name, namespace]) => ({
      apiVersion,
      kind,
      metadata: { name, ...(namespace === '' ? {} : { namespace }) },
      spec: value,
    }))
    .map((object) => linked(object));
});

function newestOf(kind: string): readonly [apiVersion: string, schema: Structural] {
  const [newest] = [...(gatewayDefinitions(BUNDLE, GROUP, kind)?.versions ?? [])];
  if (newest === undefined) throw new Error(`no schema of ${kind}`);
  const [version, { schema }] = newest;
  return [`${GROUP}/${version}`, schema];
}

/** References that chance alone would hardly ever make lead somewhere; half of them are left as they are. */
function linked<T extends { readonly spec: unknown }>(object: T): T {
  const { spec } = object;
  if (!isObject(spec)) return object;
  const tuned: Record<string, unknown> = { ...spec };
  if ('gatewayClassName' in spec) tuned.gatewayClassName = 'web';
  if ('controllerName' in spec) tuned.controllerName = 'projectcontour.io/gateway-controller';
  if (Array.isArray(spec.parentRefs)) tuned.parentRefs = [...(spec.parentRefs as unknown[]).slice(1), { name: 'web' }];
  if (isObject(spec.parentRef)) tuned.parentRef = { ...spec.parentRef, name: 'web' };
  return { ...object, spec: tuned };
}
