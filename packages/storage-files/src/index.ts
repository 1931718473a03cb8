export { syncFolder, writeNewFile } from './durable-files.ts';
export {
  FilesMediaStore,
  type FilesMediaStoreOptions,
  type MediaReader,
} from './files-media-store.ts';
export { MediaFolderUnusableError } from './media-folder-unusable-error.ts';
