import { importFile } from './import-file.ts';

export { importFile };

// The MP3 decoder writes each fault of a file to stderr, besides telling of it.
Object.assign(console, { error: () => undefined });
