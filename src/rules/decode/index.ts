import type { Rule } from '../rule';
import { apiVersion } from './api-version';
import { type } from './type';
import { unknownField } from './unknown-field';

/** Rules about what the API server can decode at all. */
export const decodeRules: readonly Rule[] = [apiVersion, type, unknownField];
