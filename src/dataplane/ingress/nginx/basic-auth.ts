import { createHash } from 'node:crypto';
import type { Secret } from '../../../model/objects';
import { secretKeys, secretText } from '../../../model/secret';
import { keyOf } from '../../../terms/object-ref';
import type { AnnotationContext, AnnotationReader } from './annotation-reader';
import { apr1 } from './apr1';

/** Who may ask, by name and password. */
export interface BasicAuth {
  readonly type: 'basic' | 'digest';
  readonly realm: string;
  /** Passwords by user, as `htpasswd` writes them. */
  readonly users: ReadonlyMap<string, string>;
}

export function authOf(
  read: AnnotationReader,
  namespace: string | undefined,
  { secrets, settings }: AnnotationContext,
): BasicAuth | undefined {
  const type = read.text('auth-type', 'ignore');
  if (type === undefined) return undefined;
  const secretType = read.text('auth-secret-type', 'ignore') ?? 'auth-file';
  const named = read.text('auth-secret', 'deny') ?? '';
  const [first = '', second, ...rest] = named.split('/');
  const [of, name] = second === undefined ? [namespace, first] : [first === '' ? namespace : first, second];
  const secret = secrets.get(keyOf(of, name));
  if (named === '' || rest.length > 0) return denied(read, `auth-secret ${named} is not a name of a Secret`);
  if (of !== namespace && !settings.allowCrossNamespace)
    return denied(read, `auth-secret ${named} is in another namespace`);
  if (secret === undefined) return denied(read, `did not find Secret ${keyOf(of, name)}`);
  const users = secretType === 'auth-map' ? usersOfMap(secret) : usersOfFile(secret);
  if (users === undefined) return denied(read, `Secret ${keyOf(of, name)} has no key auth`);
  return { type: type.includes('digest') ? 'digest' : 'basic', realm: read.text('auth-realm', 'ignore') ?? '', users };
}

/** Whether a request has a user's password; undefined where its hash is of a kind that is not computed here. */
export function isAuthorized({ users }: BasicAuth, authorization = ''): boolean | undefined {
  const [scheme = '', encoded = ''] = authorization.trim().split(/ +/);
  if (scheme.toLowerCase() !== 'basic') return false;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const hash = users.get(text.slice(0, colon));
  return colon > 0 && hash !== undefined ? isPassword(text.slice(colon + 1), hash) : false;
}

function denied(read: AnnotationReader, why: string): undefined {
  read.deny(why);
}

function usersOfMap(secret: Secret): ReadonlyMap<string, string> {
  return new Map(secretKeys(secret).map((user) => [user, (secretText(secret, user) ?? '').trim()]));
}

function usersOfFile(secret: Secret): ReadonlyMap<string, string> | undefined {
  const lines = secretText(secret, 'auth')?.split('\n');
  if (lines === undefined) return undefined;
  const users = new Map<string, string>();
  for (const line of lines) {
    const [user = '', password] = line.trim().split(':');
    if (!line.startsWith('#') && password !== undefined && !users.has(user)) users.set(user, password);
  }
  return users;
}

function isPassword(password: string, hash: string): boolean | undefined {
  if (hash.startsWith('{PLAIN}')) return hash.slice(7) === password;
  if (hash.startsWith('{SHA}')) return sha1(password).toString('base64') === hash.slice(5);
  if (hash.startsWith('{SSHA}')) {
    const bytes = Buffer.from(hash.slice(6), 'base64');
    return sha1(password, bytes.subarray(20)).equals(bytes.subarray(0, 20));
  }
  if (hash.startsWith('$apr1$')) return apr1(password, hash.split('$')[2] ?? '') === hash;
  return undefined;
}

function sha1(password: string, salt = Buffer.alloc(0)): Buffer {
  return createHash('sha1').update(password).update(salt).digest();
}
