import type { Cursor } from '../cursor';

/** More endpoints than this are refused; the API server then looks at none of them. */
export const MAX_ENDPOINTS = 1000;

/** The endpoints of a slice that are judged one by one. */
export function endpointsOf(slice: Cursor): readonly Cursor[] {
  const endpoints = slice.at('endpoints').items();
  return endpoints.length > MAX_ENDPOINTS ? [] : endpoints;
}
