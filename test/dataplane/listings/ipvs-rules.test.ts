import { pod, service } from '../support';
import { grep, rulesOf } from './proxy-rules-support';

const rules = (spec: string) => rulesOf(`${pod('b2', 'worker2', 'app: web')}${service('web', spec)}`, 'ipvs');

describe('rules of mode ipvs', () => {
  test('do not bind an external IP that is an address of the node itself', () => {
    const listings = rules(
      "{externalIPs: ['${nodeIP:worker}', '${nodeIP:worker2}'], selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}",
    );
    expect(grep(listings.get('ipset save'), /^add KUBE-IPVS-IPS/)).toEqual([
      'add KUBE-IPVS-IPS ${clusterIP:shop/web}',
      'add KUBE-IPVS-IPS ${nodeIP:worker2}',
    ]);
    expect(grep(listings.get('ipset save'), /^add KUBE-EXTERNAL-IP /)).toHaveLength(2);
    expect(grep(listings.get('iptables-save -t nat'), /KUBE-EXTERNAL-IP dst,dst/)).toHaveLength(3);
  });

  test('keep sources under policy Local, and take all endpoints where none is on the node', () => {
    const listings = rules(
      '{type: LoadBalancer, externalTrafficPolicy: Local, externalIPs: [203.0.113.7], selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}',
    );
    const sets = listings.get('ipset save');
    expect(grep(sets, /^add KUBE-EXTERNAL-IP-LOCAL/)).toHaveLength(1);
    expect(grep(sets, /^add KUBE-LOAD-BALANCER-LOCAL/)).toHaveLength(1);
    expect(grep(sets, /^add KUBE-NODE-PORT-LOCAL-TCP 30080/)).toHaveLength(1);
    expect(grep(sets, /^add KUBE-HEALTH-CHECK-NODE-PORT/)).toHaveLength(1);
    expect(grep(listings.get('ipvsadm -Sn'), /30080 -r \$\{podIP:shop\/b2\}:8080/)).toHaveLength(2);
    expect(grep(listings.get('iptables-save -t nat'), /KUBE-LOAD-BALANCER-LOCAL dst,dst -j RETURN/)).toHaveLength(1);
  });

  test('have sets of addresses for SCTP, of which there is no set of ports', () => {
    const listings = rules(
      '{type: NodePort, selector: {app: web}, ports: [{port: 80, protocol: SCTP, nodePort: 30080}]}',
    );
    expect(grep(listings.get('ipset save'), /^add KUBE-NODE-PORT/)).toEqual([
      'add KUBE-NODE-PORT-SCTP-HASH ${nodeIP:worker},sctp:30080',
      'add KUBE-NODE-PORT-SCTP-HASH ${gatewayIP:worker},sctp:30080',
    ]);
    expect(grep(listings.get('iptables-save -t nat'), /-p sctp .*KUBE-NODE-PORT-SCTP-HASH dst,dst/)).toHaveLength(1);
  });
});
