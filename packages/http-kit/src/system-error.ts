/**
 * The code of an error of Node or the operating system (`EADDRINUSE`), or undefined for others.
 * Does not use `instanceof`: such errors may come from another realm, such as `node:vm`.
 */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
