import type { Config } from './config/config-form.ts';

/**
 * Where receivers of callbacks reach the APIs, without a trailing slash: as configured, else where the
 * server listens; for a wildcard address, the loopback address.
 */
export function publicUrl(
  { http }: { readonly http: Pick<Config['http'], 'host' | 'port' | 'publicUrl'> },
  served: string,
): string {
  return (
    http.publicUrl ?? served.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
  );
}
