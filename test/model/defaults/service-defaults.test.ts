import { ServiceAllocator } from '../../../src/model/allocation/service-allocator';
import { defaultServiceSpec, isExternallyAccessible } from '../../../src/model/defaults/service-defaults';
import type { ServiceSpec } from '../../../src/model/objects';
import { isObject } from '../../../src/terms/json';
import { clusterOf } from '../../fixtures/api/cases';
import { maskChosen, sameJson, storedSpecs } from '../../fixtures/api/stored';

describe('defaultServiceSpec', () => {
  it('and allocation give what a real API server stored', () => {
    const differing = storedSpecs('Service').filter((testCase) => {
      const allocator = new ServiceAllocator({ ...clusterOf(testCase, '1.34'), serviceNodePortRange: '30000-32767' });
      const { allocated } = allocator.allocate('default/web', defaultServiceSpec(testCase.spec));
      const stored = maskChosen(allocated, testCase.defaulted);
      // What validation has seen but nobody reads is gone when an ExternalName Service is read back.
      if (isObject(stored) && stored.type === 'ExternalName') {
        const { internalTrafficPolicy: _, ...rest } = stored;
        return !sameJson(rest, testCase.defaulted);
      }
      return !sameJson(stored, testCase.defaulted);
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    [{}, { type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' }],
    [{ type: 'NodePort' }, { externalTrafficPolicy: 'Cluster' }],
    [{ externalIPs: ['203.0.113.7'] }, { externalTrafficPolicy: 'Cluster' }],
    [{ type: 'LoadBalancer' }, { allocateLoadBalancerNodePorts: true }],
    [{ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }, { allocateLoadBalancerNodePorts: false }],
    [{ sessionAffinity: 'ClientIP' }, { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } }],
    [{ ports: [{ port: 80 }] }, { ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] }],
    [{ ports: [{ port: 80, targetPort: 0 }] }, { ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] }],
    [{ ports: [{ port: 80, targetPort: '' }] }, { ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] }],
    [{ ports: [{}] }, { ports: [{ port: 0, protocol: 'TCP', targetPort: 0 }] }],
    [{ ports: [null] }, { ports: [{ port: 0, protocol: 'TCP', targetPort: 0 }] }],
  ])('of %j has %j', (spec, defaults) => expect(defaultServiceSpec(spec as ServiceSpec)).toMatchObject(defaults));

  it('drops the configuration of an affinity that is not there', () => {
    const spec = defaultServiceSpec({ sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } });
    expect(spec).not.toHaveProperty('sessionAffinityConfig');
  });

  it('keeps what validation is to refuse', () => {
    const refused = { internalTrafficPolicy: '', ipFamilyPolicy: '', trafficDistribution: '', loadBalancerClass: '' };
    const timeout = { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } };
    expect(defaultServiceSpec({ ...refused, ...timeout } as unknown as ServiceSpec)).toMatchObject({
      ...refused,
      ...timeout,
    });
  });

  it('changes nothing of what it is given, and nothing when given its own result', () => {
    const given = Object.freeze({ clusterIP: '', selector: {}, ports: [{ port: 80, name: '' }] });
    const spec = defaultServiceSpec(given);
    expect(given).toEqual({ clusterIP: '', selector: {}, ports: [{ port: 80, name: '' }] });
    expect(defaultServiceSpec(spec)).toEqual(spec);
  });
});

describe('isExternallyAccessible', () => {
  it.each([
    [{}, false],
    [{ externalIPs: ['203.0.113.7'] }, true],
    [{ clusterIP: 'None', externalIPs: ['203.0.113.7'] }, true],
    [{ type: 'NodePort' }, true],
    [{ type: 'LoadBalancer' }, true],
    [{ type: 'ExternalName', externalIPs: ['203.0.113.7'] }, false],
  ])('of %j is %s', (spec, accessible) => expect(isExternallyAccessible(spec as ServiceSpec)).toBe(accessible));
});
