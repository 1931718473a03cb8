/** The package has types, but its `exports` hide them: what tests import of it. */
declare module '@signalwire/compatibility-api' {
  export const RestClient: {
    /** Whether the signature is that of the URL and the parameters by this key. */
    validateRequest(
      key: string,
      signature: string,
      url: string,
      parameters: Readonly<Record<string, unknown>>,
    ): boolean;
  };
}
