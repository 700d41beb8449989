import { externalsOf } from '../../model/external-objects';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import { mistyped } from '../../terms/nearest';
import { defineRule } from '../rule';
import { stream } from './examples';
import { isOfGatewayApi } from './facts/gateway-at';
import { gateway, HTTP, manifest } from './gateway-examples';

const CLASS = manifest('GatewayClass', 'name: contour', '{ controllerName: projectcontour.io/gateway-controller }');

export const gatewayClass = defineRule({
  id: 'links/gateway-class',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Gateway'],
  summary: 'The GatewayClass of a Gateway is there.',
  why: 'Without a controller that serves the class nobody looks at the Gateway: its conditions Accepted and Programmed stay Unknown, reason Pending, and routes get no status at all.',
  fix: 'Install the controller, whose GatewayClass comes with it; if it is there, say so with the option external: GatewayClass/name.',
  passing: [{ title: 'The class is in the input', manifests: stream(CLASS, gateway(HTTP)) }],
  failing: [
    {
      title: 'A class that comes with its controller',
      manifests: gateway(HTTP),
      path: 'spec.gatewayClassName',
      kind: 'NotFound',
    },
    {
      title: 'A class that is spelled otherwise in the input',
      manifests: stream(CLASS.replace('name: contour', 'name: contuor'), gateway(HTTP)),
      path: 'spec.gatewayClassName',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const at = object.at('spec', 'gatewayClassName');
    const { classes } = gatewayObjectsOf(context.model);
    const isKnown = classes.has(at.text) || externalsOf(context.cluster).has('GatewayClass', undefined, at.text);
    if (!isOfGatewayApi(context) || at.text === '' || isKnown) return;
    const meant = mistyped(at.text, [...classes.keys()]);
    const words = meant === undefined ? {} : ({ severity: 'warning', fix: `Did you mean \`${meant}\`?` } as const);
    yield at.notFound(`the input has no GatewayClass ${at.text}`, words);
  },
});
