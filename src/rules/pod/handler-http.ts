import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { countingHandlers } from './pod-shape';

const SCHEMES = ['HTTP', 'HTTPS'];
const HEADER_PATTERN = /^[-A-Za-z0-9]+$/;
const HEADER = HEADER_PATTERN.source.slice(1, -1);

export const handlerHttp = definePodRule({
  id: 'pod/handler-http',
  stage: 'validate',
  severity: 'error',
  summary: 'httpGet has the scheme HTTP or HTTPS, and headers of letters, digits and hyphens.',
  why: 'kube-apiserver refuses others (validateHTTPGetAction in pkg/apis/core/validation).',
  fix: 'Write the scheme in capitals, and hyphens in place of underscores.',
  passing: [
    {
      title: 'HTTPS with a header',
      manifests: podWith(
        'readinessProbe: { httpGet: { port: 8443, scheme: HTTPS, httpHeaders: [{ name: Host, value: example.com }] } }',
      ),
    },
  ],
  failing: [
    {
      title: 'Small letters',
      manifests: podWith('readinessProbe: { httpGet: { port: 8443, scheme: https } }'),
      path: 'spec.containers[0].readinessProbe.httpGet.scheme',
      kind: 'NotSupported',
    },
    {
      title: 'An underscore',
      manifests: podWith("livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: X_PROBE, value: '1' }] } }"),
      path: 'spec.containers[0].livenessProbe.httpGet.httpHeaders',
      kind: 'Invalid',
    },
  ],
  *check(pod) {
    for (const http of countingHandlers(pod, 'httpGet')) {
      const scheme = http.at('scheme');
      if (scheme.text !== '' && !SCHEMES.includes(scheme.text)) yield scheme.notSupported(SCHEMES);
      const headers = http.at('httpHeaders');
      for (const header of headers.items()) {
        const name = header.at('name').text;
        if (HEADER_PATTERN.test(name)) continue;
        const example = `(e.g. 'X-Header-Name', regex used for validation is '${HEADER}')`;
        yield headers.invalid(
          `a valid HTTP header must consist of alphanumeric characters or '-' ${example}`,
          {},
          name,
        );
      }
    }
  },
});
