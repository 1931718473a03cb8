// Ends the process where Node is too old: one line and exit code 2. Each program begins with this, because
// better-sqlite3 crashes such a Node instead of refusing it. CommonJS in old syntax, so that an old Node can read it.
const OLDEST = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  process.stderr.write(
    `Tricord needs Node ${OLDEST} or newer; this is ${process.versions.node} (${process.execPath})\n`,
  );
  process.exit(2);
}
