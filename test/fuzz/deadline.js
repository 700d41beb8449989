'use strict';
// JavaScript, for a thread starts without what reads TypeScript. Ends the process when it has used more CPU seconds than the
// deadline says; 0: there is none.
const { workerData: deadline } = require('node:worker_threads');

setInterval(() => {
  const { user, system } = process.cpuUsage();
  if (deadline[0] > 0 && (user + system) / 1e6 > deadline[0]) process.kill(process.pid, 'SIGXCPU');
}, 100);
