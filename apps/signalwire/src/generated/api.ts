// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/Accounts.json": {
        parameters: {
            query?: {
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of the credentials */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        /** What is known of an account */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Recordings.json": {
        parameters: {
            query?: {
                /** @description Only what came into being on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                DateCreated?: components["parameters"]["DateCreated"];
                /** @description Only what came into being at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "DateCreated<"?: components["parameters"]["DateCreatedBefore"];
                /** @description Only what came into being at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "DateCreated>"?: components["parameters"]["DateCreatedAfter"];
                /** @description Only recordings of this call. */
                CallSid?: string;
                /** @description Only recordings of this conference. */
                ConferenceSid?: string;
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        /** The recordings of the account, newest first */
        get: operations["listRecordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Recordings/{Sid}": {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The audio as WAV, whatever Accept says */
        get: operations["getRecordingMedia"];
        put?: never;
        post?: never;
        /** Deletes the recording, as with `.json` */
        delete: operations["deleteRecordingMedia"];
        options?: never;
        /** As GET, without the audio */
        head: operations["headRecordingMedia"];
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Recordings/{Sid}.wav": {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The audio as WAV */
        get: operations["getRecordingWav"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio */
        head: operations["headRecordingWav"];
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Recordings/{Sid}.mp3": {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The audio as MP3 */
        get: operations["getRecordingMp3"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio */
        head: operations["headRecordingMp3"];
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Recordings/{Sid}.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** What is known of a recording */
        get: operations["getRecording"];
        put?: never;
        post?: never;
        /** Deletes an ended recording and its audio */
        delete: operations["deleteRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Recordings/{Sid}/Transcriptions.json": {
        parameters: {
            query?: {
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The transcriptions of a recording; none are made, so that the list is empty */
        get: operations["listTranscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Calls.json": {
        parameters: {
            query?: {
                /** @description Only calls that stand so. Those that are not even known to be coming are in no list. */
                Status?: "queued" | "initiated" | "ringing" | "in-progress" | "completed" | "busy" | "failed" | "no-answer" | "canceled";
                /** @description Only calls from this number, as they show it. */
                From?: string;
                /** @description Only calls to this number, as they show it. */
                To?: string;
                /** @description Only calls that this one made. No call is known to have made another, so that the list is empty. */
                ParentCallSid?: string;
                /** @description Only calls that began on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                StartTime?: string;
                /** @description Only calls that began at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "StartTime<"?: string;
                /** @description Only calls that began at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "StartTime>"?: string;
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        /** The calls that are, were, or are said to be coming, newest first */
        get: operations["listCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Calls/{CallSid}.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
            };
            cookie?: never;
        };
        /** What is known of a call */
        get: operations["getCall"];
        put?: never;
        /** Hang up a live call; its recordings end with it. One that is over stays as it is */
        post: operations["updateCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Conferences.json": {
        parameters: {
            query?: {
                /** @description Only what came into being on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                DateCreated?: components["parameters"]["DateCreated"];
                /** @description Only what came into being at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "DateCreated<"?: components["parameters"]["DateCreatedBefore"];
                /** @description Only what came into being at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "DateCreated>"?: components["parameters"]["DateCreatedAfter"];
                /** @description Only conferences that stand so. */
                Status?: "init" | "in-progress" | "completed";
                /** @description Only the conference of this name. */
                FriendlyName?: string;
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        /** The conferences that are or were, newest first */
        get: operations["listConferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Conferences/{ConferenceSid}.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
            };
            cookie?: never;
        };
        /** What is known of a conference */
        get: operations["getConference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
            };
            cookie?: never;
        };
        /** The recordings of a call, newest first */
        get: operations["listCallRecordings"];
        put?: never;
        /** Begin to record a live call */
        post: operations["createCallRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        /** What is known of a recording of this call */
        get: operations["getCallRecording"];
        put?: never;
        /** Pause, resume or stop a recording of this call */
        post: operations["updateCallRecording"];
        /** Deletes an ended recording of this call */
        delete: operations["deleteCallRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.wav": {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The audio as WAV */
        get: operations["getCallRecordingWav"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio */
        head: operations["headCallRecordingWav"];
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.mp3": {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The audio as MP3 */
        get: operations["getCallRecordingMp3"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio */
        head: operations["headCallRecordingMp3"];
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
            };
            cookie?: never;
        };
        /** The recordings of a conference, newest first */
        get: operations["listConferenceRecordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        /** What is known of a recording of this conference */
        get: operations["getConferenceRecording"];
        put?: never;
        /** Pause, resume or stop a recording of this conference */
        post: operations["updateConferenceRecording"];
        /** Deletes an ended recording of this conference */
        delete: operations["deleteConferenceRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.wav": {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The audio as WAV */
        get: operations["getConferenceRecordingWav"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio */
        head: operations["headConferenceRecordingWav"];
        patch?: never;
        trace?: never;
    };
    "/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.mp3": {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        /** The audio as MP3 */
        get: operations["getConferenceRecordingMp3"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio */
        head: operations["headConferenceRecordingMp3"];
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            sid: string;
            friendly_name: string;
            /** @enum {string} */
            status: "active";
            /** @enum {string} */
            auth_token: "redacted";
            date_created: components["schemas"]["NullableRfc2822"];
            date_updated: components["schemas"]["NullableRfc2822"];
            /** @enum {string} */
            type: "Full";
            owner_account_sid: string;
            uri: string;
            subresource_uris: {
                calls: string;
                conferences: string;
                recordings: string;
            };
            /** @description Null; only in SignalWire's shape. */
            region_preference?: string | null;
            /** @description Null; only in SignalWire's shape. */
            signing_key?: string | null;
            /**
             * @description Only in SignalWire's shape.
             * @enum {boolean}
             */
            subproject?: false;
        };
        AccountList: components["schemas"]["ListLinks"] & {
            accounts: components["schemas"]["Account"][];
        };
        CreateCallRecording: {
            /**
             * @description What the account has set when left out, mono unless it says otherwise.
             * @enum {string}
             */
            RecordingChannels?: "mono" | "dual";
            /**
             * @default both
             * @enum {string}
             */
            RecordingTrack: "inbound" | "outbound" | "both";
            /**
             * @default do-not-trim
             * @enum {string}
             */
            Trim: "trim-silence" | "do-not-trim";
            /** @description An absolute URL, http or https. */
            RecordingStatusCallback?: string;
            /**
             * @default POST
             * @enum {string}
             */
            RecordingStatusCallbackMethod: "GET" | "POST";
            /** @description Repeated, or separated by spaces. */
            RecordingStatusCallbackEvent?: string | ("in-progress" | "completed" | "absent")[];
        };
        UpdateCall: {
            /**
             * @description Tricord runs no instructions, so that `Url` and `Twiml` cannot redirect a call.
             * @enum {string}
             */
            Status: "completed";
        };
        UpdateRecording: {
            /** @enum {string} */
            Status: "paused" | "in-progress" | "stopped";
            /**
             * @description What becomes of the time while it is paused.
             * @default silence
             * @enum {string}
             */
            PauseBehavior: "skip" | "silence";
        };
        Recording: {
            /** Format: uuid */
            sid: string;
            /** Format: uuid */
            account_sid: string;
            /** @enum {string} */
            api_version: "2010-04-01";
            /**
             * Format: uuid
             * @description Null for a conference.
             */
            call_sid: string | null;
            /**
             * Format: uuid
             * @description Null for a call.
             */
            conference_sid: string | null;
            /** @enum {string} */
            channel: "1" | "2";
            /** @enum {string} */
            channels: "1" | "2";
            date_created: components["schemas"]["Rfc2822"];
            date_updated: components["schemas"]["Rfc2822"];
            start_time: components["schemas"]["NullableRfc2822"];
            end_time: components["schemas"]["NullableRfc2822"];
            /** @description Length of the audio in seconds, rounded to the nearest; so far, while it is live. */
            duration: number;
            price: string | null;
            price_unit: string;
            /** @enum {string} */
            source: "DialVerb" | "Conference" | "OutBoundApi" | "Trunking" | "RecordVerb" | "StartCallRecordingApi" | "StartConferenceRecording";
            /** @enum {string} */
            status: "queued" | "in-progress" | "paused" | "resumed" | "completed" | "absent" | "stopped" | "failed";
            error_code: string | null;
            uri: string;
            subresource_uris: {
                transcriptions: string;
            };
            /** @description Always null. */
            encryption_details: string | null;
            /** @enum {string} */
            trim: "trim-silence" | "do-not-trim";
        };
        AnyRecording: components["schemas"]["Recording"] | components["schemas"]["TwilioRecording"];
        /** @description The shape for clients of Twilio's. */
        TwilioRecording: {
            /** Format: uuid */
            sid: string;
            /** @description The alias `AC…` of the account, if it has one. */
            account_sid: string;
            /** @enum {string} */
            api_version: "2010-04-01";
            /**
             * Format: uuid
             * @description Null for a conference.
             */
            call_sid: string | null;
            /**
             * Format: uuid
             * @description Null for a call.
             */
            conference_sid: string | null;
            /** @enum {integer} */
            channels: 1 | 2;
            date_created: components["schemas"]["Rfc2822"];
            date_updated: components["schemas"]["Rfc2822"];
            start_time: components["schemas"]["NullableRfc2822"];
            /** @description Length of the audio in seconds, rounded to the nearest; null while it is live. */
            duration: string | null;
            price: string | null;
            price_unit: string;
            /** @enum {string} */
            source: "DialVerb" | "Conference" | "OutBoundApi" | "Trunking" | "RecordVerb" | "StartCallRecordingApi" | "StartConferenceRecording";
            /** @enum {string} */
            status: "queued" | "in-progress" | "paused" | "resumed" | "completed" | "absent" | "stopped" | "failed";
            error_code: number | null;
            uri: string;
            subresource_uris: {
                transcriptions: string;
            };
            /** @description Always null. */
            encryption_details: string | null;
            /** @enum {string} */
            track: "inbound" | "outbound" | "both";
            /** @description Absolute, without an extension. */
            media_url: string;
        };
        ListLinks: {
            uri: string;
            first_page_uri: string;
            next_page_uri: string | null;
            previous_page_uri: string | null;
            page: number;
            page_size: number;
        };
        RecordingList: components["schemas"]["ListLinks"] & {
            recordings: components["schemas"]["AnyRecording"][];
        };
        TranscriptionList: components["schemas"]["ListLinks"] & {
            transcriptions: Record<string, never>[];
        };
        CallList: components["schemas"]["ListLinks"] & {
            calls: components["schemas"]["AnyCall"][];
        };
        ConferenceList: components["schemas"]["ListLinks"] & {
            conferences: components["schemas"]["Conference"][];
        };
        AnyCall: components["schemas"]["Call"] | components["schemas"]["TwilioCall"];
        Call: components["schemas"]["CallFacts"] & {
            /** @description Seconds, rounded to the nearest; so far, while it is live. */
            duration: number;
        };
        TwilioCall: components["schemas"]["CallFacts"] & {
            /** @description Seconds, rounded to the nearest; null while it is live. */
            duration: string | null;
        };
        CallFacts: {
            /** Format: uuid */
            sid: string;
            account_sid: string;
            /** @enum {string} */
            api_version: "2010-04-01";
            parent_call_sid: string | null;
            to: string | null;
            to_formatted: string | null;
            from: string | null;
            from_formatted: string | null;
            phone_number_sid: string | null;
            /** @enum {string} */
            status: "queued" | "in-progress" | "completed";
            start_time: components["schemas"]["NullableRfc2822"];
            end_time: components["schemas"]["NullableRfc2822"];
            price: string | null;
            price_unit: string;
            /** @enum {string} */
            direction: "inbound" | "outbound-dial";
            answered_by: string | null;
            forwarded_from: string | null;
            caller_name: string | null;
            group_sid: string | null;
            queue_time: string;
            trunk_sid: string | null;
            annotation: string | null;
            date_created: components["schemas"]["Rfc2822"];
            date_updated: components["schemas"]["Rfc2822"];
            uri: string;
            subresource_uris: components["schemas"]["RecordingsUri"];
        };
        Conference: {
            /** Format: uuid */
            sid: string;
            account_sid: string;
            /** @enum {string} */
            api_version: "2010-04-01";
            friendly_name: string;
            /** @enum {string} */
            status: "in-progress" | "completed";
            region: string | null;
            /** @enum {string|null} */
            reason_conference_ended: "conference-ended-via-api" | "last-participant-left" | null;
            call_sid_ending_conference: string | null;
            date_created: components["schemas"]["Rfc2822"];
            date_updated: components["schemas"]["Rfc2822"];
            uri: string;
            subresource_uris: components["schemas"]["RecordingsUri"];
        };
        RecordingsUri: {
            recordings: string;
        };
        /** @example Tue, 25 Sep 2018 23:00:00 +0000 */
        Rfc2822: string;
        NullableRfc2822: string | null;
        Error: {
            code: number;
            message: string;
            /** Format: uri */
            more_info: string;
            status: number;
        };
    };
    responses: {
        /** @description The call. */
        Call: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AnyCall"];
            };
        };
        /** @description The recording. */
        Recording: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AnyRecording"];
            };
        };
        /** @description The audio, whole or the requested range. */
        Wav: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "audio/x-wav": string;
            };
        };
        /** @description The audio, whole or the requested range. */
        Mp3: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "audio/mpeg": string;
            };
        };
        /** @description The client's copy is current. */
        NotModified: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The range lies behind the end; `Content-Range` gives the length. */
        RangeNotSatisfiable: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The call or recording is not in progress (21220); bad callback event (13621), method (13221), trim (13699) or callback URL (21402, 21456); bad page token (54453) or page size (54454); another bad parameter or body (10000). */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No or wrong credentials, or another account's (20003). */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token lacks the scope `voice` (20003). */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such resource (20404). */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The recording is preserved (20409). */
        Preserved: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Status, PauseBehavior, RecordingTrack or RecordingChannels is wrong (10000). */
        InvalidArgument: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The account asks too often, or too many wrong tokens came from an address or for an account (20429). */
        TooManyRequests: {
            headers: {
                /** @description After how many seconds to try again. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Another failure: method not allowed (405, 20004), body too large (413, 10000) or of a wrong type (415, 10000), a fault here (500, 20001), no recorder that takes it (503, 20503). */
        Failure: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description The account's UUID, or its configured alias `AC…`. */
        AccountSid: string;
        /** @description The recording's UUID. Anything else is a resource that does not exist. */
        Sid: string;
        /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
        SidOrCurrent: string;
        /** @description The session's UUID, or the PBX's own id of the call. */
        CallSid: string;
        /** @description The conference's UUID, or the name that its sessions gave. */
        ConferenceSid: string;
        /** @description One channel (both sides mixed) or two; as recorded when left out. */
        RequestedChannels: 1 | 2;
        /** @description Only what came into being on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
        DateCreated: string;
        /** @description Only what came into being at this instant or before. A day stands for its first instant, 00:00 UTC. */
        DateCreatedBefore: string;
        /** @description Only what came into being at this instant or after. A day stands for its first instant, 00:00 UTC. */
        DateCreatedAfter: string;
        /** @description The number of the page, for show; a page after the first also needs its PageToken. */
        Page: number;
        /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
        PageSize: number;
        /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
        PageToken: string;
        /** @description Whether to answer with `Content-Disposition` attachment. */
        Download: boolean;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAccounts: {
        parameters: {
            query?: {
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page with this one account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    listRecordings: {
        parameters: {
            query?: {
                /** @description Only what came into being on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                DateCreated?: components["parameters"]["DateCreated"];
                /** @description Only what came into being at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "DateCreated<"?: components["parameters"]["DateCreatedBefore"];
                /** @description Only what came into being at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "DateCreated>"?: components["parameters"]["DateCreatedAfter"];
                /** @description Only recordings of this call. */
                CallSid?: string;
                /** @description Only recordings of this conference. */
                ConferenceSid?: string;
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getRecordingMedia: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    deleteRecordingMedia: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Preserved"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    headRecordingMedia: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getRecordingWav: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    headRecordingWav: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getRecordingMp3: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mp3"];
            206: components["responses"]["Mp3"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    headRecordingMp3: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mp3"];
            206: components["responses"]["Mp3"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    deleteRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Preserved"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    listTranscriptions: {
        parameters: {
            query?: {
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An empty page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranscriptionList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    listCalls: {
        parameters: {
            query?: {
                /** @description Only calls that stand so. Those that are not even known to be coming are in no list. */
                Status?: "queued" | "initiated" | "ringing" | "in-progress" | "completed" | "busy" | "failed" | "no-answer" | "canceled";
                /** @description Only calls from this number, as they show it. */
                From?: string;
                /** @description Only calls to this number, as they show it. */
                To?: string;
                /** @description Only calls that this one made. No call is known to have made another, so that the list is empty. */
                ParentCallSid?: string;
                /** @description Only calls that began on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                StartTime?: string;
                /** @description Only calls that began at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "StartTime<"?: string;
                /** @description Only calls that began at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "StartTime>"?: string;
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidArgument"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Call"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    updateCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["UpdateCall"];
                "application/json": components["schemas"]["UpdateCall"];
            };
        };
        responses: {
            200: components["responses"]["Call"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidArgument"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    listConferences: {
        parameters: {
            query?: {
                /** @description Only what came into being on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                DateCreated?: components["parameters"]["DateCreated"];
                /** @description Only what came into being at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "DateCreated<"?: components["parameters"]["DateCreatedBefore"];
                /** @description Only what came into being at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "DateCreated>"?: components["parameters"]["DateCreatedAfter"];
                /** @description Only conferences that stand so. */
                Status?: "init" | "in-progress" | "completed";
                /** @description Only the conference of this name. */
                FriendlyName?: string;
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConferenceList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["InvalidArgument"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getConference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conference. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conference"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    listCallRecordings: {
        parameters: {
            query?: {
                /** @description Only what came into being on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                DateCreated?: components["parameters"]["DateCreated"];
                /** @description Only what came into being at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "DateCreated<"?: components["parameters"]["DateCreatedBefore"];
                /** @description Only what came into being at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "DateCreated>"?: components["parameters"]["DateCreatedAfter"];
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    createCallRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreateCallRecording"];
                "application/json": components["schemas"]["CreateCallRecording"];
            };
        };
        responses: {
            /** @description Begun; the answer below SignalWire's base. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnyRecording"];
                };
            };
            /** @description Begun; the answer below Twilio's base. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnyRecording"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidArgument"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getCallRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    updateCallRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["UpdateRecording"];
                "application/json": components["schemas"]["UpdateRecording"];
            };
        };
        responses: {
            200: components["responses"]["Recording"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidArgument"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    deleteCallRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Preserved"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getCallRecordingWav: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    headCallRecordingWav: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getCallRecordingMp3: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mp3"];
            206: components["responses"]["Mp3"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    headCallRecordingMp3: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                CallSid: components["parameters"]["CallSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mp3"];
            206: components["responses"]["Mp3"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    listConferenceRecordings: {
        parameters: {
            query?: {
                /** @description Only what came into being on this day, in UTC. `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; of an instant, the day that it lies in. */
                DateCreated?: components["parameters"]["DateCreated"];
                /** @description Only what came into being at this instant or before. A day stands for its first instant, 00:00 UTC. */
                "DateCreated<"?: components["parameters"]["DateCreatedBefore"];
                /** @description Only what came into being at this instant or after. A day stands for its first instant, 00:00 UTC. */
                "DateCreated>"?: components["parameters"]["DateCreatedAfter"];
                /** @description The number of the page, for show; a page after the first also needs its PageToken. */
                Page?: components["parameters"]["Page"];
                /** @description How many a page holds. More than 1000 are 1000, as the SDKs ask for their whole limit at once. */
                PageSize?: components["parameters"]["PageSize"];
                /** @description From a link of the page before (`PA…`) or after (`PB…`), of the same account and filters. */
                PageToken?: components["parameters"]["PageToken"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getConferenceRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    updateConferenceRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["UpdateRecording"];
                "application/json": components["schemas"]["UpdateRecording"];
            };
        };
        responses: {
            200: components["responses"]["Recording"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidArgument"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    deleteConferenceRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID; in an update also `Twilio.CURRENT`, the one live recording of this call or conference. */
                Sid: components["parameters"]["SidOrCurrent"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Preserved"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getConferenceRecordingWav: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    headConferenceRecordingWav: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Wav"];
            206: components["responses"]["Wav"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    getConferenceRecordingMp3: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mp3"];
            206: components["responses"]["Mp3"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
    headConferenceRecordingMp3: {
        parameters: {
            query?: {
                /** @description One channel (both sides mixed) or two; as recorded when left out. */
                RequestedChannels?: components["parameters"]["RequestedChannels"];
                /** @description Whether to answer with `Content-Disposition` attachment. */
                Download?: components["parameters"]["Download"];
            };
            header?: never;
            path: {
                /** @description The account's UUID, or its configured alias `AC…`. */
                AccountSid: components["parameters"]["AccountSid"];
                /** @description The conference's UUID, or the name that its sessions gave. */
                ConferenceSid: components["parameters"]["ConferenceSid"];
                /** @description The recording's UUID. Anything else is a resource that does not exist. */
                Sid: components["parameters"]["Sid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mp3"];
            206: components["responses"]["Mp3"];
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["Failure"];
        };
    };
}
