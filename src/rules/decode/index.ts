import type { StagedRule } from '../rule';
import { apiVersion } from './api-version';
import { type } from './type';
import { unknownField } from './unknown-field';

/** Rules about what the API server can decode at all. */
export const decodeRules: readonly StagedRule[] = [apiVersion, type, unknownField];
