import type { ApiServer } from '../../../src/targets/cluster/api-server';
import { ApiStatusError } from '../../../src/targets/cluster/cluster-error';
import { Creation } from '../../../src/targets/cluster/creation';
import { RUN_LABEL } from '../../../src/targets/cluster/labels';
import type { PreparedObject } from '../../../src/targets/cluster/preparation';
import type { Resources } from '../../../src/targets/cluster/resources';
import { NoAnswer } from '../../../src/targets/cluster/transient';

const RUN = 'mine';
const PATH = '/api/v1/namespaces/default/services/web';
const SERVICE: PreparedObject = {
  ref: { apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'web' },
  object: { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'default', name: 'web' } },
};
const { signal } = new AbortController();

/** An API server that answers the creation in one way, and has an object of one run afterwards, or none. */
function creating(answer: () => Promise<unknown>, storedRun?: string): Creation {
  const stored = { metadata: { name: 'web', labels: { [RUN_LABEL]: storedRun } } };
  const api = {
    request: async (method: string) => {
      if (method === 'POST') return answer();
      if (storedRun === undefined) throw new ApiStatusError(404, 'NotFound', 'not found');
      return stored;
    },
  };
  const resources = { of: async () => ({ apiVersion: 'v1', name: 'services', namespaced: true }) };
  return new Creation(api as unknown as ApiServer, resources as unknown as Resources, RUN);
}

const unanswered = () => Promise.reject(new NoAnswer('no answer'));
const exists = () => Promise.reject(new ApiStatusError(409, 'AlreadyExists', 'exists'));

describe('a run has made', () => {
  test('what the API server says it has stored', async () => {
    const creation = creating(() => Promise.resolve({ metadata: { name: 'web' } }), RUN);
    await creation.create(SERVICE, signal);
    expect(await creation.allMade(signal)).toEqual([PATH]);
  });

  test.each([
    ['what is there with its label, though no answer came', RUN, [PATH]],
    ['not what is there without it', 'another', []],
    ['not what is not there', undefined, []],
  ])('%s', async (_, storedRun, made) => {
    const creation = creating(unanswered, storedRun);
    await expect(creation.create(SERVICE, signal)).rejects.toThrow(NoAnswer);
    expect(await creation.allMade(signal)).toEqual(made);
  });

  test.each([
    ['what exists with its label: the answer was lost', RUN, [PATH]],
    ['not what another run made', 'another', []],
  ])('%s', async (_, storedRun, made) => {
    const creation = creating(exists, storedRun);
    await creation.create(SERVICE, signal).catch(() => undefined);
    expect(await creation.allMade(signal)).toEqual(made);
  });
});
