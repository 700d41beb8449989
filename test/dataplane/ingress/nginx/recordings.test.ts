import { admitIngress, predictIngress } from '../../../../src/conformance';
import { readNginxRecordings, wrongIn } from '../../../fixtures/ingress-nginx/recordings';

const recordings = Object.entries(readNginxRecordings());

test('there are recordings of every part of the controller', () => {
  expect(recordings.length).toBeGreaterThan(20);
  expect(recordings.flatMap(([, { cells }]) => cells).length).toBeGreaterThan(800);
});

test.each(recordings)('the model answers every request of %s as ingress-nginx did', (_, { cells, ...world }) => {
  const found = predictIngress({ ...world, requests: cells.map(({ request }) => request) });
  const wrong = cells.flatMap((cell, index) => {
    const fields = wrongIn(cell, found[index] ?? { outcome: 'refused', status: undefined, by: [] });
    return fields.length === 0 ? [] : [{ fields, request: cell.request, was: cell.observed, is: found[index] }];
  });
  expect(wrong).toEqual([]);
});

test.each(recordings)('the model lets in the Ingresses of %s that the webhook did', (_, { admission, ...world }) => {
  const found = admitIngress(world);
  const recorded = Object.keys(admission).map((key) => [key, found[key]]);
  expect(Object.fromEntries(recorded)).toEqual(admission);
});
