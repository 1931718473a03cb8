// Prints the skipped and the broken tests, and the closing line over all JSON reports of Vitest.
// Arguments: 0 if all test commands succeeded; a file with one line for each skipped step; the reports.
import { readFileSync } from 'node:fs';

const [result, skippedSteps, ...reports] = process.argv.slice(2);
const files = reports.flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).testResults);
const tests = files.flatMap((file) => file.assertionResults);
const count = (state) => tests.filter(({ status }) => status === state).length;
const ran = ['passed', 'failed'];
// The name of a skipped test says why.
const skipped = tests.filter(({ status }) => !ran.includes(status));
for (const test of skipped) console.log(`skipped: ${test.fullName}`);
const steps = readFileSync(skippedSteps, 'utf8').split('\n').filter(Boolean);
for (const step of steps) console.log(step);
// A file that failed to load has no tests.
const broken = files.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);
for (const { name } of broken) console.log(`failed: ${name}`);
const inTests = count('failed') + broken.length;
if (result !== '0' && inTests === 0) console.log('failed: an error outside all tests, see above');
const failed = result === '0' ? inTests : Math.max(1, inTests);
const skips = skipped.length + steps.length;
console.log(`${count('passed')} passed, ${failed} failed, ${skips} skipped`);
