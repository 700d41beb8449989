/**
 * Asks a real API server what it makes of null, at every place of the objects in `test/fixtures/api/nulls.json`, and
 * writes its answers there. Nothing is created: it is asked what would be.
 *
 *   npx ts-node --transpile-only test/differential/record-nulls.ts [KUBECONFIG]
 */
import { writeFileSync } from 'node:fs';
import type { Manifest } from '../../src/model/manifest';
import { ApiServer } from '../../src/targets/cluster/api-server';
import { ApiStatusError } from '../../src/targets/cluster/cluster-error';
import { stringOr } from '../../src/terms/json';
import type { NullAnswer, Place } from '../fixtures/api/null-recordings';
import { at, NULLS_FILE, placesOf, printed, readNullRecordings, withNull } from '../fixtures/api/null-recordings';

async function main([kubeconfig]: readonly string[]): Promise<void> {
  using server = await ApiServer.of(kubeconfig === undefined ? {} : { kubeconfig });
  const objects = [];
  for (const { object } of readNullRecordings()) {
    await create(server, object);
    const answers: Record<string, NullAnswer> = {};
    for (const place of placesOf(object)) answers[printed(place)] = await answerTo(server, object, place);
    objects.push({ object, answers });
  }
  const lines = objects.map((each) => JSON.stringify(each)).join(',\n');
  writeFileSync(NULLS_FILE, `{"objects": [\n${lines}\n]}\n`);
}

async function answerTo(server: ApiServer, object: Manifest, place: Place): Promise<NullAnswer> {
  try {
    const stored = at(await create(server, withNull(object, place)), place);
    return stored === undefined ? {} : { stored };
  } catch (error) {
    if (error instanceof ApiStatusError) return { refused: error.message };
    throw error;
  }
}

function create(server: ApiServer, object: Manifest): Promise<unknown> {
  const [version, kind] = [stringOr(object.apiVersion), stringOr(object.kind).toLowerCase()];
  const group = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  const resource = kind.endsWith('s') ? `${kind}${kind === 'endpoints' ? '' : 'es'}` : kind.replace(/y$/, 'ie') + 's';
  const scope = kind === 'ingressclass' ? '' : '/namespaces/default';
  const path = `${group}${scope}/${resource}?dryRun=All&fieldValidation=Strict`;
  return server.request('POST', path, { body: object });
}

void main(process.argv.slice(2));
