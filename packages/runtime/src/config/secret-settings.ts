/** Names of settings that hold what gives access. */
const SECRETS: ReadonlySet<string> = new Set(['password', 'token', 'key', 'secret', 'signingKey']);
/** Settings with such a name that are no secrets: a file. */
const NO_SECRETS: ReadonlySet<string> = new Set(['http.tls.key']);

/** Whether the setting at this path of the configuration holds what gives access. */
export function isSecretSetting(path: readonly (string | number)[]): boolean {
  return SECRETS.has(String(path.at(-1))) && !NO_SECRETS.has(path.join('.'));
}
