/** The command line as the bundle of `check` begins, which brings along what that command needs. */
import { bundled } from './bundled';
import { addCheckCommand } from './check-command';
import { configure } from './configuration';

export { runProcess } from './run';

Object.assign(bundled, { addCheckCommand, configure });
