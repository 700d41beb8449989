import type { NetworkModel } from '../model/network-model';
import type { ObjectRef } from '../terms/object-ref';
import type { RuleContext, StageContext } from './rule';

/**
 * The context of an object that notices when a rule asks for more than the object, the cluster, and the workload that the object
 * is or selects: what a rule finds without asking follows from their shapes.
 */
export class Attention implements StageContext {
  asked = false;

  constructor(readonly whole: StageContext) {}

  get model(): NetworkModel {
    this.asked = true;
    return this.whole.model;
  }

  get object(): ObjectRef {
    this.asked = true;
    return this.whole.object;
  }

  get cluster(): StageContext['cluster'] {
    return this.whole.cluster;
  }

  get minor(): number {
    return this.whole.minor;
  }

  get decoding(): StageContext['decoding'] {
    return this.whole.decoding;
  }

  get allocation(): StageContext['allocation'] {
    return this.whole.allocation;
  }

  get exists(): boolean {
    return this.whole.exists;
  }

  get custom(): StageContext['custom'] {
    return this.whole.custom;
  }

  get acknowledgements(): StageContext['acknowledgements'] {
    return this.whole.acknowledgements;
  }
}

/** A context to which it is no matter what is asked. */
export function unnoticed(context: RuleContext): RuleContext {
  return context instanceof Attention ? context.whole : context;
}
