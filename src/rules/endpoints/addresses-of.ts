import type { Cursor } from '../cursor';

/** The addresses of Endpoints, whether they are ready or not. */
export function addressesOf(endpoints: Cursor): readonly Cursor[] {
  return endpoints
    .at('subsets')
    .items()
    .flatMap((subset) => [...subset.at('addresses').items(), ...subset.at('notReadyAddresses').items()]);
}
