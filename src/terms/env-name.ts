import { lengthErrors } from './dns-name';

/** From this minor version on, nearly every name is taken (RelaxedEnvironmentVariableValidation). */
const RELAXED_SINCE = 32;

const NAME_PATTERN = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const NAME = NAME_PATTERN.source.slice(1, -1);
const PRINTABLE = /^[ -<>-~]+$/;

/** What the API server says of the name of an environment variable. */
export function envNameErrors(name: string, minor: number): string[] {
  if (minor >= RELAXED_SINCE) {
    const detail = "a valid environment variable name must consist only of printable ASCII characters other than '='";
    return PRINTABLE.test(name) ? [] : [detail];
  }
  const detail =
    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start " +
    `with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '${NAME}')`;
  return [...(NAME_PATTERN.test(name) ? [] : [detail]), ...directoryErrors(name)];
}

const KEY_PATTERN = /^[-._a-zA-Z0-9]+$/;
const KEY = KEY_PATTERN.source.slice(1, -1);

/** What it says of the key of a ConfigMap or Secret. */
export function configKeyErrors(key: string): string[] {
  const detail =
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or " +
    `'key-name', regex used for validation is '${KEY}')`;
  return [...lengthErrors(key, 253), ...(KEY_PATTERN.test(key) ? [] : [detail]), ...directoryErrors(key)];
}

/** Variables and keys become files. */
function directoryErrors(name: string): string[] {
  if (name === '.' || name === '..') return [`must not be '${name}'`];
  return name.startsWith('..') ? ["must not start with '..'"] : [];
}
