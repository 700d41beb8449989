import { makeTemporaryFolder } from '../temporary-folder';
import { buildPackage } from './build';

export default function setUp(): void {
  makeTemporaryFolder();
  buildPackage();
}
