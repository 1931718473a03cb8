/**
 * Whether a name, interpreted as a path below the folder of recordings, is no file in it: it leads out of the folder, or is
 * the folder itself, like `.`. Names are never paths here, but Asterisk rejects these, and its clients may rely on that.
 */
export function namesNoFile(name: string): boolean {
  let depth = 0;
  for (const segment of name.split('/')) {
    if (segment === '..') depth -= 1;
    else if (segment !== '' && segment !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return depth === 0 && name !== '';
}
