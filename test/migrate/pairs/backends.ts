import { objectOf } from '../../../src/migrate/edge';
import type { Manifest } from '../../../src/model/manifest';
import type { Annotations, Pair } from './pair';
import { left, route, unchanged } from './pair';

const SERVICE: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'secure', namespace: 'shop' },
  spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 443, targetPort: 8080 }] },
};
const POLICY: Manifest = objectOf('BackendTLSPolicy', 'shop', 'secure', {
  targetRefs: [{ group: '', kind: 'Service', name: 'secure' }],
  validation: { wellKnownCACertificates: 'System', hostname: 'secure.shop.svc.cluster.local' },
});
const secured = (of: string, annotations: Annotations = {}): Pair => {
  const all = { 'backend-protocol': 'HTTPS', 'proxy-ssl-secret': 'shop/client', ...annotations };
  return {
    of: `tls to backends/${of}`,
    ingress: { annotations: all, paths: [['/', 'Prefix', 'secure']] },
    objects: [SERVICE],
    routes: [route([{ backendRefs: [{ name: 'secure', port: 443 }] }]), POLICY],
    told: Object.keys(all),
  };
};
const again = (of: string, annotations: Annotations) => unchanged(`retry/${of}`, annotations);
const time = (of: string, annotations: Annotations) => unchanged(`time/${of}`, annotations);
const rate = (of: string, annotations: Annotations = {}) => {
  const name = ['limit-rpm', 'limit-rps'].find((each) => each in annotations) ?? '';
  return left(`rate/${of}`, annotations, { depends: `what the annotation nginx.ingress.kubernetes.io/${name} does` });
};
const UPSTREAM = { 'proxy-next-upstream': 'error http_503', 'proxy-next-upstream-tries': '3' };
const ERRORS = { 'custom-http-errors': '404,503' };

/** How backends are spoken to, and limits. */
export const BACKENDS: readonly Pair[] = [
  unchanged('backend/no protocol'),
  unchanged('backend/HTTP', { 'backend-protocol': 'HTTP' }, []),
  unchanged('backend/no service-upstream'),
  unchanged('backend/service-upstream', { 'service-upstream': 'true' }, []),
  unchanged('backend/service-upstream false', { 'service-upstream': 'false' }, []),
  secured('client certificate'),
  secured('name', { 'proxy-ssl-name': 'inner.example.com' }),
  secured('server name', { 'proxy-ssl-server-name': 'on' }),
  secured('not checked', { 'proxy-ssl-verify': 'off' }),
  secured('checked', { 'proxy-ssl-verify': 'on', 'proxy-ssl-name': 'inner.example.com' }),
  unchanged('http version/default'),
  unchanged('http version/1.1', { 'proxy-http-version': '1.1' }),
  unchanged('hash/none'),
  unchanged('hash/uri', { 'upstream-hash-by': '$request_uri' }),
  time('all', { 'proxy-connect-timeout': '20', 'proxy-read-timeout': '20', 'proxy-send-timeout': '20' }),
  time('connect', { 'proxy-connect-timeout': '9' }),
  time('send', { 'proxy-send-timeout': '9' }),
  time('short', { 'proxy-connect-timeout': '4', 'proxy-read-timeout': '2', 'proxy-send-timeout': '4' }),
  unchanged('retry/default'),
  again('off', { 'proxy-next-upstream': 'off' }),
  again('own', { ...UPSTREAM, 'proxy-next-upstream-timeout': '8' }),
  again('tries', { 'proxy-next-upstream-tries': '1' }),
  again('time', { 'proxy-next-upstream-timeout': '4' }),
  again('flaky', UPSTREAM),
  again('flaky, not buffered', { ...UPSTREAM, 'proxy-request-buffering': 'off' }),
  left('retry/and a limit of size', { ...UPSTREAM, 'proxy-body-size': '2k' }),
  unchanged('size/no limit', { 'proxy-body-size': '0' }),
  unchanged('size/not buffered', { 'proxy-buffering': 'off', 'proxy-request-buffering': 'off' }),
  left('size/small', { 'proxy-body-size': '2k' }),
  left('size/large', { 'proxy-body-size': '2m' }),
  left('size/buffers', {
    'client-body-buffer-size': '8k',
    'proxy-buffer-size': '4k',
    'proxy-buffers-number': '4',
    'proxy-max-temp-file-size': '512m',
  }),
  rate('seconds', { 'limit-rps': '20' }),
  rate('seconds, exceeded', { 'limit-rps': '2' }),
  rate('minutes', { 'limit-rpm': '90' }),
  rate('minutes, exceeded', { 'limit-rpm': '2' }),
  rate('both', { 'limit-rps': '20', 'limit-rpm': '90' }),
  rate('below a path', { 'limit-rps': '30' }),
  rate('headers', { 'limit-rps': '40' }),
  left('errors/with a backend', { ...ERRORS, 'default-backend': 'next' }),
  unchanged('errors/without a backend', ERRORS),
  {
    of: 'headers of answers',
    ingress: { annotations: { 'custom-headers': 'shop/answers' } },
    objects: [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'answers', namespace: 'shop' },
        data: { 'X-From': 'shop' },
      },
    ],
    routes: [
      route([
        {
          filters: [
            { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'X-From', value: 'shop' }] } },
          ],
          backendRefs: [{ name: 'web', port: 80 }],
        },
      ]),
    ],
    told: ['custom-headers'],
  },
];
