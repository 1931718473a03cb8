export { FilesMediaStore, type FilesMediaStoreOptions } from './files-media-store.ts';
export { MediaFolderUnusableError } from './media-folder-unusable-error.ts';
