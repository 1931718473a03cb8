/**
 * The catalog's file cannot be used: it is damaged, not writable, or of another version. The
 * message is one line for people, with the file's path.
 */
export class CatalogUnusableError extends Error {
  constructor(message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'CatalogUnusableError';
  }

  /** The error of opening this file, unless it is one already. */
  static of(path: string, cause: unknown): CatalogUnusableError {
    if (cause instanceof CatalogUnusableError) return cause;
    const reason = (cause as Error).message.replaceAll(/\s+/g, ' ');
    return new CatalogUnusableError(`Cannot open the catalog ${path}: ${reason}`, { cause });
  }
}
