/** The media folder cannot be used. The message is a single line for people, with the folder's path. */
export class MediaFolderUnusableError extends Error {
  constructor(message: string, options: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'MediaFolderUnusableError';
  }
}
