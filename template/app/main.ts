import { App } from 'cdk8s';
import { Network } from './network';

const app = new App();
new Network(app, 'network');
app.synth();
