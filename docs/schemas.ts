import { CONFIG_SCHEMA } from '../src/config/schema';
import { BASELINE_SCHEMA } from '../src/diagnostics/baseline';
import { INTENTS_SCHEMA } from '../src/model/intents-file';
import type { JsonSchema } from '../src/terms/json-schema';

/** What the package publishes in `schema/`, by file. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'baseline.json': BASELINE_SCHEMA,
  'config.json': CONFIG_SCHEMA,
  'intents.json': INTENTS_SCHEMA,
};
