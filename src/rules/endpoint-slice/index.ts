import type { StagedRule } from '../rule';
import { address } from './address';
import { addressFormat } from './address-format';
import { addressType } from './address-type';
import { hints } from './hints';
import { hostname } from './hostname';
import { namesDeprecated } from './names-deprecated';
import { nodeName } from './node-name';
import { portName } from './port-name';
import { portProtocol } from './port-protocol';
import { size } from './size';

/** What the API server says of EndpointSlices: when it validates, and what it only warns of. */
export const endpointSliceRules: readonly StagedRule[] = [
  addressType,
  size,
  address,
  nodeName,
  hostname,
  hints,
  portName,
  portProtocol,

  namesDeprecated,
  addressFormat,
];
