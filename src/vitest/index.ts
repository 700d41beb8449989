/** The matchers for vitest. `import 'cdk8s-net/vitest'` in a test, or name it in `setupFiles`. */
import { expect } from 'vitest';
// Compiled to an ES module, which names files: vitest cannot be required.
import { matchers, type NetworkMatchers } from '../matchers/index.js';

declare module 'vitest' {
  // The type parameter has to be that of the interface that this one is merged with.
  interface Assertion<T> extends NetworkMatchers<void> {}
}

expect.extend(matchers);
