import { pod, service } from '../support';
import { grep, rulesOf } from './proxy-rules-support';

const PODS = pod('b2', 'worker2', 'app: web');
const rules = (spec: string, pods = PODS) => {
  const listings = rulesOf(`${pods}${service('web', spec)}`, 'iptables');
  return { nat: listings.get('iptables-save -t nat'), filter: listings.get('iptables-save -t filter') };
};

describe('rules of mode iptables', () => {
  test('drop what comes from elsewhere to external addresses under policy Local without an endpoint on the node', () => {
    const { nat, filter } = rules(
      '{type: LoadBalancer, externalTrafficPolicy: Local, externalIPs: [203.0.113.7], selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}',
    );
    const dropped = grep(filter, /-A KUBE-EXTERNAL-SERVICES .* -j DROP$/);
    expect(dropped).toHaveLength(3);
    expect(dropped.every((rule) => rule.includes('"shop/web has no local endpoints"'))).toBe(true);
    // Pods and the node itself get the endpoints of other nodes, nobody gets a chain of local ones.
    expect(grep(nat, /-A KUBE-EXT-\w+ -s 10\.244\.0\.0\/16 .* -j KUBE-SVC-/)).toHaveLength(1);
    expect(grep(nat, /KUBE-SVL/)).toEqual([]);
    expect(grep(nat, /"shop\/web external IP"/)).toHaveLength(1);
    expect(grep(filter, /-A KUBE-NODEPORTS .*health check node port" .* -j ACCEPT$/)).toHaveLength(1);
  });

  test('name the protocol of a port', () => {
    const { nat } = rules('{selector: {app: web}, ports: [{port: 80, protocol: SCTP}]}');
    expect(grep(nat, /-p sctp .* -m sctp --dport 80 -j KUBE-SVC-/)).toHaveLength(1);
    expect(grep(nat, /-p sctp .* -m sctp -j DNAT --to-destination/)).toHaveLength(1);
  });

  test('have no comments at endpoints in clusters with more than 1000 of them', () => {
    const withEndpoints = (count: number) => {
      const endpoints = Array.from({ length: count }, (_, index) => `{addresses: [10.9.${index >> 8}.${index % 256}]}`);
      const many = `
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: many-1, namespace: shop, labels: {kubernetes.io/service-name: many}}
addressType: IPv4
ports: [{port: 80}]
endpoints: [${endpoints.join(', ')}]`;
      const yaml = `${PODS}${service('many', '{ports: [{port: 80}]}')}${many}`;
      return rules('{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}', yaml).nat;
    };
    // Beside them there are that of `web`, one of the API server, four of DNS and six of the Ingress controller.
    const [few, many] = [withEndpoints(988), withEndpoints(989)];
    expect(grep(few, /-A KUBE-SEP-.*comment/)).not.toEqual([]);
    expect(grep(many, /-A KUBE-SEP-.*comment/)).toEqual([]);
    expect(grep(many, /-A KUBE-SVC-.*->/)).toEqual([]);
    expect(grep(many, /-A KUBE-SERVICES .*comment/)).toHaveLength(2);
  });

  test('are none of its own for a Service that kube-proxy leaves alone', () => {
    const { nat, filter } = rules('{clusterIP: None, selector: {app: web}, ports: [{port: 80}]}');
    expect(grep(nat, /shop\/web/)).toEqual([]);
    expect(grep(filter, /shop\/web/)).toEqual([]);
  });

  test('share chance out as the kernel keeps it', () => {
    const pods = Array.from({ length: 7 }, (_, index) => pod(`b${index}`, 'worker', 'app: web')).join('');
    const { nat } = rules('{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}', pods);
    const chances = grep(nat, /--probability/).map((rule) => /--probability (\S+)/.exec(rule)?.[1]);
    expect(chances).toEqual([
      '0.14285714272',
      '0.16666666651',
      '0.20000000019',
      '0.25000000000',
      '0.33333333349',
      '0.50000000000',
    ]);
  });
});
