// Prints each skipped test and the closing line from jest's JSON reports, oldest first: what a file did in a later
// report counts, and not what it did before.
import { readFileSync } from 'node:fs';

const files = new Map();
for (const path of process.argv.slice(2)) {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
  for (const file of testResults) files.set(file.name, file);
}
const tests = [...files.values()].flatMap((file) => file.assertionResults);
const count = (...states) => tests.filter(({ status }) => states.includes(status)).length;
for (const test of tests.filter(({ status }) => status === 'pending' || status === 'todo')) {
  console.log(`skipped: ${test.fullName}`);
}
// A file that could not even begin has no tests.
const broken = [...files.values()].filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);
for (const { name } of broken) console.log(`failed: ${name}`);
const failed = count('failed') + broken.length;
console.log(`${count('passed')} passed, ${failed} failed, ${count('pending', 'todo')} skipped`);
