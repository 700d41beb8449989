import { dnsSubdomainErrors, isLonger, SUBDOMAIN_ERROR } from './dns-name';

const NAME_PATTERN = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const NAME = NAME_PATTERN.source.slice(1, -1);
const CHARACTERS =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const NAME_ERROR = `${CHARACTERS} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${NAME}')`;

/**
 * Keys of labels and annotations, finalizers, protocols of applications, classes of load balancers: a name of 63 bytes,
 * after an optional DNS-1123 subdomain and a slash.
 *
 * @param minor minor version of Kubernetes: the wording changed with 1.35 (`k8s.io/apimachinery/pkg/api/validate/content`)
 */
export function qualifiedNameErrors(text: string, minor: number): string[] {
  const slash = text.indexOf('/');
  if (slash !== text.lastIndexOf('/')) {
    const what = minor < 35 ? 'a qualified name' : 'a valid label key';
    return [`${what} ${NAME_ERROR} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const errors: string[] = [];
  const name = text.slice(slash + 1);
  if (slash === 0) errors.push('prefix part must be non-empty');
  else if (slash > 0) for (const error of prefixErrors(text.slice(0, slash), minor)) errors.push(error);
  if (name === '') errors.push('name part must be non-empty');
  else if (isLonger(name, 63)) errors.push(`name part ${tooLong(63, minor)}`);
  if (!NAME_PATTERN.test(name)) errors.push(`name part ${NAME_ERROR}`);
  return errors;
}

/** Values of labels: empty, or up to 63 bytes of the same characters. See {@link qualifiedNameErrors} for `minor`. */
export function labelValueErrors(text: string, minor: number): string[] {
  const errors = isLonger(text, 63) ? [tooLong(63, minor)] : [];
  if (text !== '' && !NAME_PATTERN.test(text)) {
    errors.push(
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
        `end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${NAME})?')`,
    );
  }
  return errors;
}

function prefixErrors(prefix: string, minor: number): string[] {
  return dnsSubdomainErrors(prefix).map(
    (error) => `prefix part ${error === SUBDOMAIN_ERROR ? error : tooLong(253, minor)}`,
  );
}

function tooLong(max: number, minor: number): string {
  return `must be no more than ${max} ${minor < 35 ? 'characters' : 'bytes'}`;
}
