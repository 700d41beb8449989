import { checkManifests } from '../../../src/rules/check-manifests';

const INCOMPLETE = { apiVersion: '/', kind: 'Pod', name: 'web' };

function pathsOf(ownerReferences: readonly object[], kubernetesVersion: string) {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ownerReferences } };
  return checkManifests([manifest], { kubernetesVersion }).map(({ path }) => path);
}

describe('owner references that are the same', () => {
  const twice = [INCOMPLETE, { ...INCOMPLETE }, { ...INCOMPLETE, name: 'api' }];

  test('are one to the API server, so that what is wrong with it is said once', () => {
    const [apiVersion, uid] = ['metadata.ownerReferences.apiVersion', 'metadata.ownerReferences.uid'];
    expect(pathsOf(twice, '1.34')).toEqual([apiVersion, uid, apiVersion, uid]);
  });

  test('do not count, where the API server counts them', () => {
    expect(pathsOf(twice, '1.37')).toEqual(
      [0, 1].flatMap((index) => [
        `metadata.ownerReferences[${index}].apiVersion`,
        `metadata.ownerReferences[${index}].uid`,
      ]),
    );
  });
});
