// Prints each skipped test, whose name says why, and the closing line: all JSON reports together. The first argument is
// how the tests ended: errors outside of tests fail them, too.
import { readFileSync } from 'node:fs';

const [result, ...reports] = process.argv.slice(2);
const files = reports.flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).testResults);
const tests = files.flatMap((file) => file.assertionResults);
const count = (state) => tests.filter(({ status }) => status === state).length;
const ran = ['passed', 'failed'];
const skipped = tests.filter(({ status }) => !ran.includes(status));
for (const test of skipped) {
  console.log(`skipped: ${test.fullName}`);
}
// A file that could not even begin has no tests.
const broken = files.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);
for (const { name } of broken) console.log(`failed: ${name}`);
const inTests = count('failed') + broken.length;
if (result !== '0' && inTests === 0)
  console.log('failed: an error outside of all tests, see above');
const failed = result === '0' ? inTests : Math.max(1, inTests);
console.log(`${count('passed')} passed, ${failed} failed, ${skipped.length} skipped`);
