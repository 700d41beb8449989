import { Admin } from './admin';

/** The admin of all tests of a suite, once they run. */
export function withAdmin(): () => Admin {
  let admin: Admin | undefined;
  beforeAll(async () => {
    admin = await Admin.of();
  });
  afterAll(() => admin?.[Symbol.dispose]());
  return () => admin as Admin;
}
