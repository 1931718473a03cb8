/**
 * The code of an error of Node or the operating system (`EADDRINUSE`), or undefined for others.
 * Not by `instanceof`: such errors may come from another realm, such as those of `node:vm`.
 */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
