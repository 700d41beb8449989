import type { NetworkModel } from '../../../model/network-model';
import { numberedPod } from '../../../model/pod-names';
import { servicePorts } from '../../../model/service';
import { keyOf } from '../../../terms/object-ref';

/** A text in which hosts may be named. */
export interface HostText {
  readonly text: string;
  /** The variable whose value it is, if it is one. */
  readonly variable?: string;
}

/**
 * The first host in a text that only the cluster DNS knows: a full name of a Service or Pod, whether or not the input has
 * it, or a short one of a Service that it has. A single word counts where it stands for a host: in a URL, before a port of
 * the Service, or as the value of a variable that is called like one.
 */
export function clusterHostIn(
  model: NetworkModel,
  namespace: string,
  { text, variable = '' }: HostText,
): string | undefined {
  if (EXEMPT.test(variable)) return undefined;
  for (const { host, index } of hostsIn(text)) {
    const [first = '', second = '', third, ...rest] = host.toLowerCase().split('.');
    if (first === '' || second === 'svc') continue;
    if (third === 'svc' || rest.includes('svc')) return host;
    const service = model.services.get(keyOf(namespace, first));
    if (second === '') {
      if (service === undefined) continue;
      const before = text.slice(0, index);
      const [, port] = /^:(\d{1,5})/.exec(text.slice(index + host.length)) ?? [];
      const isDialled = servicePorts(service.spec).some((one) => String(one.port) === port);
      if (isDialled || /(:\/\/|@)$/.test(before) || (text === host && NAMES_HOST.test(variable))) return host;
    } else if (third === undefined) {
      const ofPod = numberedPod(first) !== undefined && model.services.has(keyOf(namespace, second));
      if (ofPod || model.services.has(keyOf(second, first))) return host;
    }
  }
  return undefined;
}

/** What may be a host in a text, and where it begins. */
export function hostsIn(text: string): readonly { readonly host: string; readonly index: number }[] {
  return [...text.matchAll(/[A-Za-z0-9.-]+/g)].map(({ 0: host, index }) => ({ host, index }));
}

/** Variables that say what is not to be looked up, or that name what they belong to. */
const EXEMPT = /^no_proxy$/i;

/** Variables whose value is a host. */
const NAMES_HOST =
  /(^|_)(host(name)?s?|addr(ess)?(es)?|servers?|urls?|uris?|endpoints?|upstreams?|backends?|services?)$/i;
