import { pod, service } from '../support';
import { grep, rulesOf } from './proxy-rules-support';

const rules = (spec: string) =>
  rulesOf(`${pod('b2', 'worker2', 'app: web')}${service('web', spec)}`, 'nftables').get('nft list table ip kube-proxy');

describe('rules of mode nftables', () => {
  test('check source ranges with and without endpoints', () => {
    const empty = rules(
      '{type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], selector: {app: none}, ports: [{port: 80}]}',
    );
    expect(grep(empty, /\. tcp \. 80 : goto firewall-/)).toHaveLength(1);
    expect(grep(empty, /ip saddr != 10\.0\.0\.0\/8 drop/)).toHaveLength(1);
    expect(grep(empty, /comment "shop\/web" : goto reject-chain/)).toHaveLength(3);
  });

  test('drop node ports of policy Local without an endpoint on the node, after the short circuits', () => {
    const local = rules(
      '{type: NodePort, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}',
    );
    expect(grep(local, /tcp \. 30080 : goto external-/)).toHaveLength(1);
    expect(grep(local, /tcp \. 30080 comment "shop\/web" : drop/)).toHaveLength(1);
    expect(grep(local, /goto local-/)).toEqual([]);
  });
});
