import { loadDocument } from '@tricord/http-kit';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

/** An operation of an API's document. */
export interface ApiOperation {
  readonly method: string;
  /** As the document writes it. */
  readonly template: string;
  /** Whether the document requires a body. */
  readonly needsBody: boolean;
  /** Its path below the base, with these values in the place of its parameters. */
  path(values: Readonly<Record<string, string>>): string;
}

interface Api {
  readonly base: string;
  readonly document: URL;
  /** Whether an error has the vendor's form. */
  isOwnError(type: string, body: string): boolean;
}

function isJson(type: string): boolean {
  return /^application\/json\b/.test(type);
}

export const APIS = {
  native: {
    base: '/api/v1',
    document: new URL('../../apps/native/openapi.yaml', import.meta.url),
    isOwnError: (type, body) =>
      type.startsWith('application/problem+json') && typeof JSON.parse(body).code === 'string',
  },
  asterisk: {
    base: '/ari',
    document: new URL('../../apps/asterisk/openapi.yaml', import.meta.url),
    isOwnError: (type, body) => isJson(type) && typeof JSON.parse(body).message === 'string',
  },
  imagicle: {
    base: '/fw/Apps/Recorder/WebAPI',
    document: new URL('../../apps/imagicle/openapi.yaml', import.meta.url),
    isOwnError: (type, body) =>
      body === '' || (isJson(type) && Number.isInteger(JSON.parse(body).reason)),
  },
  signalwire: {
    base: '/api/laml/2010-04-01',
    document: new URL('../../apps/signalwire/openapi.yaml', import.meta.url),
    isOwnError: (type, body) => isJson(type) && Number.isInteger(JSON.parse(body).code),
  },
} as const satisfies Readonly<Record<string, Api>>;

export type ApiName = keyof typeof APIS;

/** All operations of an API's document, with ARI's api-docs: those that need a body first, those that delete last. */
export function operationsOf(api: ApiName): readonly ApiOperation[] {
  const { paths } = loadDocument(APIS[api].document);
  const found = Object.entries(paths).flatMap(([template, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (typeof operation !== 'object' || operation === null) return [];
      const needsBody = /"requestBody":\{[^{]*"required":true/.test(JSON.stringify(operation));
      return [toOperation(method, template, needsBody)];
    }),
  );
  const rank = ({ method, needsBody }: ApiOperation) =>
    needsBody ? -1 : METHODS.findIndex((known) => known.toUpperCase() === method);
  const docs =
    api === 'asterisk'
      ? METHODS.map((method) => toOperation(method, '/api-docs/recordings.json', false))
      : [];
  return [...found, ...docs].sort((a, b) => rank(a) - rank(b));
}

function toOperation(method: string, template: string, needsBody: boolean): ApiOperation {
  return {
    method: method.toUpperCase(),
    template,
    needsBody,
    path: (values) =>
      template.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
        encodeURIComponent(values[`${template.split('/')[1]}.${name}`] ?? values[name] ?? 'x'),
      ),
  };
}
