// Prints each skipped test, whose name says why, and the closing line: all JSON reports together.
import { readFileSync } from 'node:fs';

const files = process.argv
  .slice(2)
  .flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).testResults);
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
const failed = count('failed') + broken.length;
console.log(`${count('passed')} passed, ${failed} failed, ${skipped.length} skipped`);
