// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
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
        delete?: never;
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
        get?: never;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CreateCallRecording: {
            /**
             * @default mono
             * @enum {string}
             */
            RecordingChannels: "mono" | "dual";
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
        /** @description The recording. */
        Recording: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Recording"];
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
        /** @description The call or recording is not in progress (21220); bad callback event (13621), method (13221), trim (13699) or callback URL (21402, 21456); another bad parameter or body (10000). */
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
        /** @description Status, PauseBehavior, RecordingTrack or RecordingChannels is wrong (10000). */
        InvalidArgument: {
            headers: {
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
        /** @description Whether to answer with `Content-Disposition` attachment. */
        Download: boolean;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
                    "application/json": components["schemas"]["Recording"];
                };
            };
            /** @description Begun; the answer below Twilio's base. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["InvalidArgument"];
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
            default: components["responses"]["Failure"];
        };
    };
}
