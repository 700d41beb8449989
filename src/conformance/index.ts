export type { Budgets } from '../targets/budgets';
export { DEFAULT_BUDGETS } from '../targets/budgets';
export { EmbeddedTarget } from '../targets/embedded/embedded-target';
export type { EmbeddedTargetOptions, StartedEmbeddedTarget } from '../targets/embedded/embedded-target';
export type { EmbeddedDeployment } from '../targets/embedded/embedded-deployment';
export type { Deployment, Evidence, Link, StartedTarget, Target } from '../targets/target';
