/**
 * The catalog's file cannot be used: it is damaged, not writable, or of a newer version. The
 * message is one line for people, with the file's path.
 */
export class CatalogUnusableError extends Error {
  constructor(message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'CatalogUnusableError';
  }
}
