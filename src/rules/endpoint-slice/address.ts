import { dnsLabelErrors, dnsSubdomainErrors } from '../../terms/dns-name';
import { parseIP } from '../../terms/ip';
import { legacyIPErrors, specialIPErrors, strictIPErrors } from '../../terms/ip-errors';
import type { Cursor, Finding } from '../cursor';
import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { endpointsOf } from './endpoints-of';

export const address = defineRule({
  id: 'endpoint-slice/address',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'Addresses are of the type that the slice names, and such that packets can be sent to them from elsewhere.',
  why: 'kube-apiserver refuses others, and unspecified, loopback and link-local addresses (validateEndpoints in pkg/apis/discovery/validation). IPv6 addresses have to be in canonical form; IPv4 ones may have leading zeros up to Kubernetes 1.35.',
  fix: 'Write the address at which the nodes reach the endpoint.',
  passing: [
    {
      title: 'IPv6 in canonical form',
      manifests: endpointSlice("addressType: IPv6\nendpoints: [{ addresses: ['2001:db8::1'] }]"),
    },
    {
      title: 'A name',
      manifests: endpointSlice('addressType: FQDN\nendpoints: [{ addresses: [db.example.com] }]'),
    },
  ],
  failing: [
    {
      title: 'A name in a slice of addresses',
      manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [db.example.com] }]'),
      path: 'endpoints[0].addresses[0]',
      kind: 'Invalid',
    },
    {
      title: 'An address of the other family',
      manifests: endpointSlice("addressType: IPv4\nendpoints: [{ addresses: ['2001:db8::1'] }]"),
      path: 'endpoints[0].addresses',
      kind: 'Invalid',
    },
    {
      title: 'Loopback',
      manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [127.0.0.1] }]'),
      path: 'endpoints[0].addresses[0]',
      kind: 'Invalid',
    },
    {
      title: 'A name without a dot',
      manifests: endpointSlice('addressType: FQDN\nendpoints: [{ addresses: [db] }]'),
      path: 'endpoints[0].addresses[0]',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    const type = object.at('addressType').text;
    for (const endpoint of endpointsOf(object)) {
      const addresses = endpoint.at('addresses');
      for (const item of addresses.items()) {
        if (type === 'IPv4') yield* checkIP(item, addresses, type, legacyIPErrors(item.text, minor));
        if (type === 'IPv6') yield* checkIP(item, addresses, type, strictIPErrors(item.text));
        if (type === 'FQDN') yield* checkName(item);
      }
    }
  },
});

/** The wrong family is reported at the list, not at the item, but with the item's value. */
function* checkIP(
  item: Cursor,
  addresses: Cursor,
  family: 'IPv4' | 'IPv6',
  malformed: readonly string[],
): Iterable<Finding> {
  for (const error of malformed) yield item.invalid(error);
  if (malformed.length > 0) return;
  if (parseIP(item.text)?.family !== family) yield addresses.invalid(`must be an ${family} address`, {}, item.value);
  for (const error of specialIPErrors(item.text)) yield item.invalid(error);
}

/** `IsFullyQualifiedDomainName` in apimachinery/pkg/util/validation: it stops at the first label that is wrong. */
function* checkName(item: Cursor): Iterable<Finding> {
  if (item.text === '') {
    yield item.required();
    return;
  }
  const name = item.text.replace(/\.$/, '');
  const labels = name.split('.');
  const malformed = dnsSubdomainErrors(name);
  const label = labels.find((each) => dnsLabelErrors(each).length > 0);
  if (malformed.length > 0) yield item.invalid(malformed.join(','), {}, name);
  else if (labels.length < 2) {
    yield item.invalid('should be a domain with at least two segments separated by dots', {}, name);
  } else if (label !== undefined) yield item.invalid(dnsLabelErrors(label).join(','), {}, label);
}
