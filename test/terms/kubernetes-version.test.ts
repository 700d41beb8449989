import { minorOf } from '../../src/terms/kubernetes-version';

describe('versions of Kubernetes', () => {
  it.each([
    ['1.34', 34],
    ['v1.34.4', 34],
    ['1.9', 9],
  ])('reads %s', (version, minor) => {
    expect(minorOf(version)).toBe(minor);
  });

  it.each(['', '1', '2.0', '1.x', 'latest', '1.34-alpha', ' 1.34'])('does not read %j', (version) => {
    expect(minorOf(version)).toBeUndefined();
  });
});
