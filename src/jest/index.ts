/** The matchers for jest, global or of `@jest/globals`. `import 'cdk8s-net/jest'` in a test, or name it in `setupFilesAfterEnv`. */
// With `injectGlobals: false` there is no other way to it; jest itself answers this import.
import { expect } from '@jest/globals';
import type {} from 'expect';
import { matchers, type NetworkMatchers } from '../matchers';

declare global {
  namespace jest {
    interface Matchers<R> extends NetworkMatchers<R> {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>> extends NetworkMatchers<R> {}
}

expect.extend(matchers);
