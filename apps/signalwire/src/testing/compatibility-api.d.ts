/** What tests import from the package, whose own types are hidden by its `exports`. */
declare module '@signalwire/compatibility-api' {
  export const RestClient: {
    /** Whether the signature is valid for the URL and the parameters with this key. */
    validateRequest(
      key: string,
      signature: string,
      url: string,
      parameters: Readonly<Record<string, unknown>>,
    ): boolean;
  };
}
