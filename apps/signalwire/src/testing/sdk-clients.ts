import { createRequire } from 'node:module';
import { ACME, ACME_ALIAS, type Identity } from './harness.ts';
import type { SdkRig, Transport } from './sdk-rig.ts';

/** A recording in an SDK. */
interface SdkRecording {
  readonly sid: string;
  readonly accountSid: string;
  readonly callSid: string | null;
  readonly conferenceSid: string | null;
  readonly status: string;
  readonly source: string;
  readonly channels: number;
  readonly duration: number | string | null;
  readonly errorCode: number | null;
  readonly price: string | null;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
  readonly startTime: Date;
  readonly uri: string;
  readonly track?: string;
  readonly mediaUrl?: string;
  update(changes: object): Promise<SdkRecording>;
  remove(): Promise<boolean>;
}

interface SdkItem {
  readonly sid: string;
  readonly status: string;
}

/** A page of a list. */
interface SdkPage<T> {
  readonly instances: readonly T[];
  readonly nextPageUrl?: string;
  readonly previousPageUrl?: string;
  nextPage(): Promise<SdkPage<T>> | undefined;
  previousPage(): Promise<SdkPage<T>> | undefined;
}

/** A list of an SDK. */
interface SdkList<T> {
  list(options?: object): Promise<T[]>;
  page(options?: object): Promise<SdkPage<T>>;
  getPage(url: string): Promise<SdkPage<T>>;
  each(options: object, callback?: (item: T) => void): void;
}

interface SdkRecordingList extends SdkList<SdkRecording> {
  create(options?: object): Promise<SdkRecording>;
  (
    sid: string,
  ): {
    fetch(): Promise<SdkRecording>;
    update(changes: object): Promise<SdkRecording>;
    remove(): Promise<boolean>;
    readonly transcriptions: SdkList<SdkItem>;
  };
}

interface SdkParentList<T> extends SdkList<T> {
  (
    sid: string,
  ): {
    fetch(): Promise<T>;
    update(changes: object): Promise<T>;
    readonly recordings: SdkRecordingList;
  };
}

interface SdkAccount extends SdkItem {
  readonly friendlyName: string;
  readonly uri: string;
}

interface SdkAccountList extends SdkList<SdkAccount> {
  (sid: string): { fetch(): Promise<SdkAccount> };
}

/** The common interface of these SDKs. */
export interface SdkClient {
  readonly api: { baseUrl: string; readonly accounts: SdkAccountList };
  /** Any request, with the client's credentials. */
  request(options: {
    readonly method: string;
    readonly uri: string;
  }): Promise<{ readonly statusCode: number; readonly body: string }>;
  readonly recordings: SdkRecordingList;
  readonly calls: SdkParentList<SdkItem & { readonly startTime: Date }>;
  readonly conferences: SdkParentList<SdkItem & { readonly friendlyName: string }>;
}

type TwilioFactory = (sid: string, token: string) => SdkClient;

interface CompatibilityApi {
  RestClient(sid: string, token: string, options: { signalwireSpaceUrl: string }): SdkClient;
}

const load = createRequire(import.meta.url);

/** The unmodified SDKs, each configured for another host as its users would. */
export const SDKS: readonly [
  name: string,
  identity: Identity,
  connect: (rig: SdkRig, transport: Transport, identity?: Identity) => SdkClient,
][] = [
  ['twilio 6.2.0', ACME_ALIAS, (...how) => twilioClient('twilio', ...how)],
  ['twilio 5.13.1', ACME_ALIAS, (...how) => twilioClient('twilio-5', ...how)],
  ['@signalwire/compatibility-api 3.2.0', ACME, signalwireClient],
];

function twilioClient(
  name: string,
  rig: SdkRig,
  transport: Transport,
  { sid, token } = ACME_ALIAS,
): SdkClient {
  const factory: TwilioFactory = load(name);
  const client = factory(sid, token);
  client.api.baseUrl = rig.urlOf(transport);
  return client;
}

function signalwireClient(
  rig: SdkRig,
  transport: Transport,
  { sid, token }: Identity = ACME,
): SdkClient {
  const { RestClient }: CompatibilityApi = load('@signalwire/compatibility-api');
  const signalwireSpaceUrl = rig.urlOf('https').replace('https://', '');
  const client = RestClient(sid, token, { signalwireSpaceUrl });
  if (transport === 'http') client.api.baseUrl = rig.urlOf('http');
  return client;
}
