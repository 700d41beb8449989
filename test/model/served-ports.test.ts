import { NetworkModel } from '../../src/model/network-model';
import { unservedPorts } from '../../src/model/served-ports';
import { deployment, service } from '../rules/links/builders';

describe('a port of a workload is served', () => {
  const unservedBeside = (count: number) => {
    const programs = Array.from({ length: count }, (_, index) =>
      deployment(`program-${index}`, { labels: { team: 'a' }, ports: ['http:8080', '9090'] }),
    );
    const metrics = service('metrics', { selector: { team: 'a' }, ports: [{ port: 9090 }] });
    const model = NetworkModel.of([metrics, ...programs]);
    const [workload] = model.workloads;
    if (workload === undefined) throw new Error('the model has no workload');
    return unservedPorts(model, workload, 'TCP').map(({ containerPort }) => containerPort);
  };

  it('where a Service of up to fifty workloads leads to it', () => {
    expect(unservedBeside(50)).toEqual([8080]);
  });

  it('and not by a Service of more, whose label is that of a whole application', () => {
    expect(unservedBeside(51)).toEqual([8080, 9090]);
  });
});
