// Prints the test files that failed in jest's JSON report, one a line.
import { readFileSync } from 'node:fs';

const [path = ''] = process.argv.slice(2);
for (const { name, status } of JSON.parse(readFileSync(path, 'utf8')).testResults) {
  if (status === 'failed') console.log(name);
}
