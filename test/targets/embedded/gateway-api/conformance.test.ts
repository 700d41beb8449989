import { CONFORMANCE_CONTROLLER } from '../../../../docs/conformance-page';
import { EmbeddedTarget } from '../../../../src/targets/embedded/embedded-target';
import { conformanceFailures, readConformance } from '../../../fixtures/gateway/conformance';

const { base, tests } = readConformance();

/** One of each sort of traffic. */
const SORTS = [
  'BackendTLSPolicy',
  'BackendTLSPolicyGRPCRoute',
  'BackendTLSPolicyTLSRouteTerminate',
  'GRPCRouteWeight',
  'GatewayHTTPListenerIsolation',
  'HTTPRouteBackendProtocolH2C',
  'HTTPRouteBackendProtocolWebSocket',
  'HTTPRouteBackendURLRewrite',
  'HTTPRouteCORS',
  'HTTPRouteHTTPSListener',
  'HTTPRouteMatchingAcrossRoutes',
  'HTTPRouteRedirectPath',
  'HTTPRouteRequestHeaderModifier',
  'HTTPRouteRequestPercentageMirror',
  'HTTPRouteTimeoutRequest',
  'HTTPRouteWeight',
  'ListenerSetHTTPRouting',
  'TCPRouteWeightedRouting',
  'TLSRouteMixedTerminationSameNamespace',
  'UDPRouteWeightedRouting',
];

test('every sort of traffic is a test of the suite', () => {
  expect(SORTS.filter((sort) => !tests.some(({ name }) => name === sort))).toEqual([]);
});

test.each(tests.filter(({ name }) => SORTS.includes(name)).map((each) => [each.name, each] as const))(
  '%s of the conformance suite passes over real sockets',
  async (_, each) => {
    const started = await new EmbeddedTarget({ gatewayControllers: [CONFORMANCE_CONTROLLER] }).start();
    try {
      const failures = await conformanceFailures(each, base, async (objects) => {
        const deployment = await started.deploy(objects);
        return {
          ask: async (probe) =>
            (await deployment.probe([probe]))[0] ?? { kind: 'notRun', outcome: 'notRun', reason: '' },
          statuses: () => deployment.gatewayStatus(),
        };
      });
      expect(failures).toEqual([]);
    } finally {
      await started[Symbol.asyncDispose]();
    }
  },
);
