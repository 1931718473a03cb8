// Prints each skipped test and the closing line from jest's JSON reports.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')));
const tests = reports.flatMap((report) => report.testResults).flatMap((f) => f.assertionResults);
for (const test of tests.filter((t) => t.status === 'pending' || t.status === 'todo')) {
  console.log(`skipped: ${test.fullName}`);
}
const total = (count) => reports.reduce((sum, report) => sum + count(report), 0);
const passed = total((report) => report.numPassedTests);
const skipped = total((report) => report.numPendingTests + report.numTodoTests);
const failed = total((report) => report.numFailedTests + report.numRuntimeErrorTestSuites);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
