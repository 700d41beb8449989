import { dnsSubdomainErrors, underscoredSubdomainErrors } from '../../terms/dns-name';
import { legacyIPErrors } from '../../terms/ip-errors';
import type { Cursor, Finding } from '../cursor';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_CHARACTERS = 2048;
/** From this minor version on, search domains may have underscores, or be the root (RelaxedDNSSearchValidation). */
const RELAXED_SINCE = 33;

const WEB = 'containers: [{ name: web, image: web }]';

export const dnsConfig = definePodRule({
  id: 'pod/dns-config',
  stage: 'validate',
  severity: 'error',
  summary:
    'dnsConfig has at most three nameservers, which are addresses, and 32 search domains of 2048 characters together; with dnsPolicy None it names a nameserver.',
  why: 'kube-apiserver refuses others (validatePodDNSConfig in pkg/apis/core/validation): resolvers of the C library do not read more.',
  fix: 'Write addresses of nameservers and domains to search, and a nameserver where dnsPolicy is None.',
  passing: [
    {
      title: 'A resolver of its own',
      manifests: pod(`dnsPolicy: None\ndnsConfig: { nameservers: [10.0.0.53], searches: [example.com] }\n${WEB}`),
    },
    {
      title: 'Fewer names to try',
      manifests: pod(`dnsConfig: { options: [{ name: ndots, value: '2' }] }\n${WEB}`),
    },
  ],
  failing: [
    {
      title: 'No resolver at all',
      manifests: pod(`dnsPolicy: None\n${WEB}`),
      path: 'spec.dnsConfig',
      kind: 'Required',
    },
    {
      title: 'A nameserver by name',
      manifests: pod(`dnsConfig: { nameservers: [dns.example.com] }\n${WEB}`),
      path: 'spec.dnsConfig.nameservers[0]',
      kind: 'Invalid',
    },
    {
      title: 'Four nameservers',
      manifests: pod(`dnsConfig: { nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4] }\n${WEB}`),
      path: 'spec.dnsConfig.nameservers',
      kind: 'Invalid',
    },
    {
      title: 'An underscore in a search domain, up to Kubernetes 1.32',
      manifests: pod(`dnsConfig: { searches: [_tcp.example.com] }\n${WEB}`),
      options: { kubernetesVersion: '1.32' },
      path: 'spec.dnsConfig.searches[0]',
      kind: 'Invalid',
    },
  ],
  *check(pod, { minor }) {
    const config = pod.at('spec', 'dnsConfig');
    const nameservers = config.at('nameservers');
    if (pod.at('spec', 'dnsPolicy').value === 'None') {
      if (!config.present) {
        yield config.required('must provide `dnsConfig` when `dnsPolicy` is None');
        return;
      }
      if (nameservers.items().length === 0) {
        yield nameservers.required('must provide at least one DNS nameserver when `dnsPolicy` is None');
        return;
      }
    }
    if (nameservers.items().length > MAX_NAMESERVERS) {
      yield nameservers.invalid(`must not have more than ${MAX_NAMESERVERS} nameservers`);
    }
    for (const address of nameservers.items()) {
      for (const error of legacyIPErrors(address.text, minor)) yield address.invalid(error);
    }
    yield* checkSearches(config.at('searches'), minor);
    for (const option of config.at('options').items()) {
      if (option.at('name').text === '') yield option.required('must not be empty');
    }
  },
});

function* checkSearches(searches: Cursor, minor: number): Iterable<Finding> {
  const domains = searches.items();
  if (domains.length > MAX_SEARCHES) yield searches.invalid(`must not have more than ${MAX_SEARCHES} search paths`);
  if (Buffer.byteLength(domains.map(({ text }) => text).join(' ')) > MAX_SEARCH_CHARACTERS) {
    yield searches.invalid(
      `must not have more than ${MAX_SEARCH_CHARACTERS} characters (including spaces) in the search list`,
    );
  }
  const errorsOf = minor < RELAXED_SINCE ? dnsSubdomainErrors : underscoredSubdomainErrors;
  for (const domain of domains) {
    if (domain.text === '.' && minor >= RELAXED_SINCE) continue;
    const name = domain.text.replace(/\.$/, '');
    for (const error of errorsOf(name)) yield domain.invalid(error, {}, name);
  }
}
