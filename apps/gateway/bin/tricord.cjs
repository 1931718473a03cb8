#!/usr/bin/env node
// CommonJS: the first ES module starts Node's threads for files, and their number cannot change after that.
require('@tricord/runtime/supported-node');
const { existsSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const { join } = require('node:path');

// Node's default of four is few for hundreds of files that are written and synced all the time.
if (process.env.UV_THREADPOOL_SIZE === undefined) process.env.UV_THREADPOOL_SIZE = '16';

const main = join(__dirname, '../dist/main.js');
if (existsSync(main)) {
  void import(pathToFileURL(main).href);
} else {
  process.stderr.write('tricord: not built yet; run `npm run build` first\n');
  process.exitCode = 1;
}
