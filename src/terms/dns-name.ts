/** Names as `k8s.io/apimachinery/pkg/util/validation` judges them: every function returns the API server's complaints, none if the name is good. */

import { sourceOf } from './pattern-source';

const LABEL_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035_PATTERN = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const UNDERSCORED_LABEL_PATTERN = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const LABEL = sourceOf(LABEL_PATTERN);
const LABEL_1035 = sourceOf(LABEL_1035_PATTERN);
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const WILDCARD_SUBDOMAIN = `\\*\\.${SUBDOMAIN}`;
const UNDERSCORED_LABEL = sourceOf(UNDERSCORED_LABEL_PATTERN);
const UNDERSCORED_SUBDOMAIN = `${UNDERSCORED_LABEL}(\\.${UNDERSCORED_LABEL})*`;
const PORT_NAME = /^[-a-z0-9]+$/;

/** DNS-1123 label: at most 63 bytes of lower case letters, digits and inner hyphens. */
export function dnsLabelErrors(name: string): string[] {
  const errors = lengthErrors(name, 63);
  if (!LABEL_PATTERN.test(name)) {
    errors.push(
      isSubdomain(name)
        ? 'must not contain dots'
        : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end " +
            `with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
    );
  }
  return errors;
}

/** DNS-1035 label: a DNS-1123 label that starts with a letter. */
export function dns1035LabelErrors(name: string): string[] {
  const errors = lengthErrors(name, 63);
  if (!LABEL_1035_PATTERN.test(name)) {
    errors.push(
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and " +
        `end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${LABEL_1035}')`,
    );
  }
  return errors;
}

/** DNS-1123 subdomain: labels joined by dots, 253 bytes together; one label may have more than 63. */
export function dnsSubdomainErrors(name: string): string[] {
  const errors = lengthErrors(name, 253);
  if (!isSubdomain(name)) errors.push(SUBDOMAIN_ERROR);
  return errors;
}

/** A DNS-1123 subdomain whose labels may have underscores, as domains of SRV records do. */
export function underscoredSubdomainErrors(name: string): string[] {
  const errors = lengthErrors(name, 253);
  if (!name.split('.').every((label) => UNDERSCORED_LABEL_PATTERN.test(label))) {
    errors.push(
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and " +
        `end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${UNDERSCORED_SUBDOMAIN}')`,
    );
  }
  return errors;
}

/** `*.` and a DNS-1123 subdomain. */
export function wildcardSubdomainErrors(name: string): string[] {
  const errors = lengthErrors(name, 253);
  if (!name.startsWith('*.') || !isSubdomain(name.slice('*.'.length))) {
    errors.push(
      "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower " +
        "case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used " +
        `for validation is '${WILDCARD_SUBDOMAIN}')`,
    );
  }
  return errors;
}

/** IANA service name, as container ports and references to them have: at most 15 bytes with a letter among them. */
export function portNameErrors(name: string): string[] {
  const errors = lengthErrors(name, 15);
  if (!PORT_NAME.test(name)) {
    errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) errors.push('must contain at least one letter (a-z)');
  if (name.includes('--')) errors.push('must not contain consecutive hyphens');
  if (name.startsWith('-') || name.endsWith('-')) errors.push('must not begin or end with a hyphen');
  return errors;
}

/** A name that can stand between the slashes of a URL path. `prefix`: more is to follow. */
export function pathSegmentErrors(name: string, prefix = false): string[] {
  if (!prefix && (name === '.' || name === '..')) return [`may not be '${name}'`];
  return ['/', '%']
    .filter((character) => name.includes(character))
    .map((character) => `may not contain '${character}'`);
}

/** A hyphen at the end will not be the last character, so that the API server judges something better in its place. */
export function maskTrailingDash(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
}

/** Bytes of a string in UTF-8, in which the API server counts lengths. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** Whether a text has more than `max` bytes; most need not be counted, for a unit of UTF-16 takes one byte to three. */
export function isLonger(text: string, max: number): boolean {
  return text.length > max || (text.length * 3 > max && byteLength(text) > max);
}

/** What the API server says of a text that is longer than `max` bytes. */
export function lengthErrors(text: string, max: number): string[] {
  return isLonger(text, max) ? [`must be no more than ${max} characters`] : [];
}

/** The sentence about DNS-1123 subdomains, which also stands in others. */
export const SUBDOMAIN_ERROR =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  `with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;

function isSubdomain(name: string): boolean {
  return name.split('.').every((label) => LABEL_PATTERN.test(label));
}
