import { createSign } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Admin } from './admin';
import { kubectl, onNode } from './node';

const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const NAME = 'cdk8s-net-e2e-expiring';
const ACCOUNTS = '/api/v1/namespaces/default/serviceaccounts';
const BINDINGS = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';

/** An account that may do everything, for as long as it is there. */
export class Account implements AsyncDisposable {
  private constructor(
    private readonly admin: Admin,
    private readonly uid: string,
  ) {}

  static async of(admin: Admin): Promise<Account> {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: NAME } };
    const made = await admin.api.request<{ metadata: { uid: string } }>('POST', ACCOUNTS, { body: account });
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: 'default' }],
    };
    await admin.api.request('POST', BINDINGS, { body: binding });
    return new Account(admin, made.metadata.uid);
  }

  /** A kubeconfig with a token that ends at a time, as the cluster itself would sign it. */
  kubeconfigUntil(expiresAt: Date): string {
    const file = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-e2e-')), 'config');
    const config = load(readFileSync(this.admin.kubeconfig, 'utf8')) as { users: { user: object }[] };
    const users = config.users.map((each) => ({ ...each, user: { token: this.token(expiresAt) } }));
    writeFileSync(file, JSON.stringify({ ...config, users }));
    return file;
  }

  /** Takes the account away, and waits until the API server has forgotten its tokens. */
  revoke(token: string): void {
    kubectl('delete', 'serviceaccount', '-n', 'default', NAME);
    const server = ['--server=https://localhost:6443', '--insecure-skip-tls-verify', `--token=${token}`];
    const command = `while kubectl ${server.join(' ')} --kubeconfig=/dev/null get namespaces; do :; done`;
    onNode('control-plane', 'timeout', '60', 'bash', '-c', command);
  }

  token(expiresAt: Date): string {
    const exp = Math.floor(expiresAt.getTime() / 1000);
    const body = {
      iss: ISSUER,
      aud: [ISSUER],
      sub: `system:serviceaccount:default:${NAME}`,
      iat: exp - 3600,
      nbf: exp - 3600,
      exp,
      'kubernetes.io': { namespace: 'default', serviceaccount: { name: NAME, uid: this.uid } },
    };
    const text = [{ alg: 'RS256' }, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const key = onNode('control-plane', 'cat', '/etc/kubernetes/pki/sa.key');
    return `${text.join('.')}.${createSign('RSA-SHA256').update(text.join('.')).sign(key, 'base64url')}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.admin.api.request('DELETE', `${BINDINGS}/${NAME}`);
    kubectl('delete', 'serviceaccount', '-n', 'default', NAME, '--ignore-not-found');
  }
}
