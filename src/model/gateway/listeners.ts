import { keyOf } from '../../terms/object-ref';
import { GATEWAY_GROUP } from '../api-kinds';
import type { NetworkModel } from '../network-model';
import type { Secret } from '../objects';
import { isGranted } from './references';
import type { Listener, ObjectReference } from './objects';
import type { Profile } from './profile';

/** A condition of the status of an object, without its message. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
}

/** A listener of a Gateway or a ListenerSet, and what its status says but for the routes. */
export interface JudgedListener {
  readonly listener: Listener;
  readonly supportedKinds: readonly string[];
  readonly conditions: readonly Condition[];
  /** Whether routes can attach to it. */
  readonly isValid: boolean;
}

const KINDS: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['GRPCRoute', 'HTTPRoute'],
  HTTPS: ['GRPCRoute', 'HTTPRoute'],
  TLS: ['TCPRoute', 'TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** The kinds of routes that a protocol can have; none for one that nobody here knows. */
export function kindsOf(protocol: string | undefined): readonly string[] {
  return (protocol === undefined ? undefined : KINDS[protocol]) ?? [];
}

/** Judges the listeners of one owner together: they share its ports. */
export function judgeListeners(
  model: NetworkModel,
  owner: { readonly kind: string; readonly namespace: string },
  listeners: readonly Listener[],
  profile: Profile,
): readonly JudgedListener[] {
  return listeners.map((listener, index) => {
    const conflict = conflictOf(listeners, index, profile);
    return judged(model, owner, listener, conflict, profile);
  });
}

function judged(
  model: NetworkModel,
  owner: { readonly kind: string; readonly namespace: string },
  listener: Listener,
  conflict: string | undefined,
  profile: Profile,
): JudgedListener {
  const known = profile.protocols.includes(listener.protocol ?? '') ? kindsOf(listener.protocol) : [];
  const asked = listener.allowedRoutes?.kinds ?? [];
  const isKnown = ({ group = GATEWAY_GROUP, kind = '' }) => group === GATEWAY_GROUP && known.includes(kind);
  const supportedKinds =
    asked.length === 0 ? known : known.filter((kind) => asked.some((each) => isKnown(each) && each.kind === kind));
  const accepted = profile.protocols.includes(listener.protocol ?? '');
  const reason = !accepted
    ? undefined
    : asked.every(isKnown)
      ? certificateReason(model, owner, listener)
      : 'InvalidRouteKinds';
  const isValid =
    accepted &&
    conflict === undefined &&
    (reason === undefined || (reason === 'InvalidRouteKinds' && supportedKinds.length > 0));
  const isProgrammed = accepted && conflict === undefined && reason === undefined;
  return {
    listener,
    supportedKinds,
    isValid,
    conditions: [
      condition('Accepted', accepted, 'Accepted', 'UnsupportedProtocol'),
      ...(conflict === undefined ? [] : [{ type: 'Conflicted', status: 'True', reason: conflict } as const]),
      condition('ResolvedRefs', reason === undefined, 'ResolvedRefs', reason ?? ''),
      condition('Programmed', isProgrammed, 'Programmed', 'Invalid'),
    ],
  };
}

export function condition(type: string, holds: boolean, good: string, bad: string): Condition {
  return { type, status: holds ? 'True' : 'False', reason: holds ? good : bad };
}

/** HTTP, HTTPS with TLS, TCP and UDP cannot share a port; where they do, all but the first lose, or all. */
function conflictOf(listeners: readonly Listener[], index: number, { keepsFirst }: Profile): string | undefined {
  const own = listeners[index];
  if (own === undefined) return undefined;
  const rivals = listeners.filter(
    (other, at) => other !== own && other.port === own.port && (!keepsFirst || at < index),
  );
  if (rivals.some((other) => familyOf(other) !== familyOf(own))) return 'ProtocolConflict';
  const isSame = (other: Listener) => (other.hostname ?? '').toLowerCase() === (own.hostname ?? '').toLowerCase();
  return rivals.some(isSame) ? 'HostnameConflict' : undefined;
}

function familyOf({ protocol = '' }: Listener): string {
  return protocol === 'HTTPS' ? 'TLS' : protocol;
}

/** Of a listener that terminates TLS; options may stand for certificates, which is the controller's business. */
function certificateReason(
  model: NetworkModel,
  owner: { readonly kind: string; readonly namespace: string },
  { protocol = '', tls }: Listener,
): string | undefined {
  if (!['HTTPS', 'TLS'].includes(protocol) || tls?.mode === 'Passthrough') return undefined;
  for (const ref of tls?.certificateRefs ?? []) {
    const reason = whyNoCertificate(model, owner, ref);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Why a reference to a certificate leads to none; undefined where it does. */
export function whyNoCertificate(
  model: NetworkModel,
  owner: { readonly kind: string; readonly namespace: string },
  ref: ObjectReference,
): 'InvalidCertificateRef' | 'RefNotPermitted' | undefined {
  const { group = '', kind = 'Secret', name = '', namespace = owner.namespace } = ref;
  if (group !== '' || kind !== 'Secret') return 'InvalidCertificateRef';
  const from = { group: GATEWAY_GROUP, kind: owner.kind, namespace: owner.namespace };
  if (!isGranted(model, from, { group, kind, namespace, name })) return 'RefNotPermitted';
  const secret = model.secrets.get(keyOf(namespace, name));
  return secret === undefined || !holdsPair(secret) ? 'InvalidCertificateRef' : undefined;
}

function holdsPair({ type = 'Opaque', data = {}, stringData = {} }: Secret): boolean {
  const has = (key: string) => (stringData[key] ?? data[key] ?? '') !== '';
  return type === 'kubernetes.io/tls' && has('tls.crt') && has('tls.key');
}
