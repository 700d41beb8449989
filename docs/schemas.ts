import { CONFIG_SCHEMA } from '../src/config/schema';
import type { JsonSchema } from '../src/terms/json-schema';

/** What the package publishes in `schema/`, by file. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = { 'config.json': CONFIG_SCHEMA };
