import { importFile } from './import-file.ts';

export { importFile };

// The MP3 decoder writes each error in a file to stderr in addition to reporting it.
Object.assign(console, { error: () => undefined });
