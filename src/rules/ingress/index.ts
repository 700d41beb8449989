import type { StagedRule } from '../rule';
import { backend } from './backend';
import { backendOrRules } from './backend-or-rules';
import { backendPort } from './backend-port';
import { backendResource } from './backend-resource';
import { backendServiceName } from './backend-service-name';
import { classAnnotation } from './class-annotation';
import { classAnnotationDeprecated } from './class-annotation-deprecated';
import { className } from './class-name';
import { host } from './host';
import { path } from './path';
import { pathType } from './path-type';
import { pathsRequired } from './paths-required';
import { tlsHost } from './tls-host';
import { tlsSecretName } from './tls-secret-name';

/** What the API server says of Ingresses: when it validates, and what it only warns of. */
export const ingressRules: readonly StagedRule[] = [
  backendOrRules,
  host,
  pathsRequired,
  pathType,
  path,
  backend,
  backendServiceName,
  backendPort,
  backendResource,
  tlsHost,
  tlsSecretName,
  className,
  classAnnotation,

  classAnnotationDeprecated,
];
