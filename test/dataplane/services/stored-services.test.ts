import { clusterOf, parse, service } from '../support';

describe('stored Services', () => {
  it('have the addresses and ports that they ask for, or free ones', () => {
    const { services } = clusterOf(
      service('any', '{type: NodePort, ports: [{port: 80}]}') +
        service('fixed', '{type: NodePort, clusterIP: 10.96.0.40, ports: [{port: 80, nodePort: 30040}]}'),
    );
    expect(services.get('shop/fixed')?.spec).toMatchObject({ clusterIP: '10.96.0.40', ports: [{ nodePort: 30040 }] });
    expect(services.get('shop/any')?.spec.clusterIP).toMatch(/^10\.96\./);
    expect(services.get('shop/any')?.spec.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30086);
  });

  it('keep what was allocated when they are applied again', () => {
    const cluster = clusterOf(service('web', '{type: NodePort, ports: [{port: 80}]}'));
    const before = cluster.services.get('shop/web')?.spec;
    cluster.apply(parse(service('web', '{type: LoadBalancer, ports: [{port: 80}, {port: 81, name: b}]}')));
    const after = cluster.services.get('shop/web');
    expect(after?.spec.clusterIP).toBe(before?.clusterIP);
    expect(after?.spec.ports?.[0]?.nodePort).toBe(before?.ports?.[0]?.nodePort);
    expect(after?.status?.loadBalancer?.ingress).toHaveLength(1);
  });

  it('that the API server would refuse do not exist, and it is said why', () => {
    const cluster = clusterOf(
      service('one', '{type: NodePort, ports: [{port: 80, nodePort: 30040}]}') +
        service('two', '{type: NodePort, ports: [{port: 80, nodePort: 30040}]}'),
    );
    expect(cluster.services.has('shop/two')).toBe(false);
    expect(cluster.refusedServices.get('shop/two')).toMatch(/spec\.ports\[0\]\.nodePort.*already allocated/);
  });

  it('may name addresses by placeholders', () => {
    const cluster = clusterOf(service('web', "{ports: [{port: 80}], externalIPs: ['${nodeIP:worker}']}"));
    expect(cluster.services.get('shop/web')?.spec.externalIPs).toEqual([cluster.nodes.get('worker')?.ip]);
  });

  it('of the system are there from the start', () => {
    const { services } = clusterOf('');
    expect(services.get('default/kubernetes')?.spec.clusterIP).toBe('10.96.0.1');
    expect(services.get('kube-system/kube-dns')?.spec.clusterIP).toBe('10.96.0.10');
  });
});
