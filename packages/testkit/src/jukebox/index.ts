export { jukebox } from './app.ts';
export { jukeboxSection } from './config.ts';
