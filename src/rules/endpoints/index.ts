import type { StagedRule } from '../rule';
import { address } from './address';
import { addressFormat } from './address-format';
import { deprecated } from './deprecated';
import { names } from './names';
import { port } from './port';
import { subset } from './subset';

/** What the API server says of Endpoints: when it validates, and what it only warns of. */
export const endpointsRules: readonly StagedRule[] = [
  subset,
  address,
  names,
  port,

  deprecated,
  addressFormat,
];
