import type { NginxLocation } from '../dataplane/ingress/nginx/objects';
import type { Note } from './note';

/** `*.example.com` takes one label with Ingress controllers, and any number of them at a Gateway. */
export function wildcardDepth(ingress: string, host: string): Note {
  return {
    name: 'wildcard-depth',
    ingress,
    text: `${host} stood for one label; at a Gateway it stands for any number of them`,
    explains: [],
  };
}

/** A prefix that is replaced has to be one of a route. */
export function pathCase({ ingress, path }: NginxLocation, prefix: string): Note {
  return {
    name: 'path-case',
    ...(ingress === undefined ? {} : { ingress: ingress.key }),
    text: `${path} was compared without regard to case, as the host has a regular expression or a rewrite; the prefix ${prefix} is compared letter by letter and ends where a path element does`,
    explains: [],
    prefix,
  };
}
