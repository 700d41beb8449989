import { attach } from '../../../src/model/gateway/attachment';
import { gatewayStatuses } from '../../../src/model/gateway/status';
import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';
import { comparableStatus, readGatewayRecordings } from '../../fixtures/gateway/recordings';

/** Contour has no UDPRoute, so that it refuses what the specification takes. */
const NOT_IN_CONTOUR = ['Gateway gw-listeners/listeners-udp'];

const recorded = Object.entries(readGatewayRecordings()).filter(([, { deviations }]) => !('*' in deviations));

test.each(recorded)('the statuses of %s are those that were recorded', (_name, { manifests, status, deviations }) => {
  const model = NetworkModel.of(parseManifests(manifests));
  const attachments = attach(model, { isServed: (name) => name === 'contour' });
  const statuses = gatewayStatuses(model, attachments, {
    addressesOf: () => ['172.18.255.1'],
    hasController: () => false,
  });
  for (const [kind, objects] of Object.entries(status)) {
    for (const [key, value] of Object.entries(objects)) {
      const called = `${kind} ${key}`;
      if (called in deviations || NOT_IN_CONTOUR.includes(called)) continue;
      expect([called, comparableStatus(statuses[kind]?.[key])]).toEqual([called, comparableStatus(value)]);
    }
  }
});
