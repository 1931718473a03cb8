// Prints each skipped test and the closing line from a jest JSON report.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const tests = report.testResults.flatMap((file) => file.assertionResults);
for (const test of tests.filter((t) => t.status === 'pending' || t.status === 'todo')) {
  console.log(`skipped: ${test.fullName}`);
}
const skipped = report.numPendingTests + report.numTodoTests;
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
