// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/LiveRecordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The recordings that are being made (level 10)
         * @description All given filters must hold; an empty one is as good as none. Without filters, all of them.
         */
        get: operations["listLiveRecordings"];
        put?: never;
        /**
         * Record a connected call
         * @description With a body: the call on the line that it names (level 10). Without a body: the call on a line of the
         *     authenticated user (any level).
         */
        post: operations["startRecording"];
        /**
         * Stop what is being recorded on a line (level 10)
         * @description At least one name; with both, only what is recorded on that number of that device. A manually started
         *     dial-in has no device, so that it is only found by its directory number.
         */
        delete: operations["stopRecordingOnLine"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/LiveRecordings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop a recording (level 10) */
        delete: operations["stopRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/LiveRecordings/Mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop what is being recorded on one's own line (any level) */
        delete: operations["stopOwnRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/LiveRecordings/Pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pause every recording of a directory number (level 10) */
        put: operations["pauseRecordingsOfNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/LiveRecordings/Resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Resume every recording of a directory number (level 10) */
        put: operations["resumeRecordingsOfNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/LiveRecordings/{id}/Pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Pause a recording (level 10)
         * @description What is said until it is resumed is left out of the audio.
         */
        put: operations["pauseRecording"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/LiveRecordings/{id}/Resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /** Resume a recording (level 10) */
        put: operations["resumeRecording"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Completed recordings, newest first (level 2 one's own, level 10 all)
         * @description All given filters must hold; an empty one is as good as none. A value may begin with an operator and a
         *     colon: `equals:` everywhere, `before:`, `after:` and `between:A;B` (A is in, B is not) for times, `contains:`
         *     for the remote party.
         */
        get: operations["listRecordings"];
        put?: never;
        /**
         * Keep what was recorded elsewhere (level 10)
         * @description The audio is WAV (PCM of 8 or 16 bits, G.711) or MP3, mono or stereo, of at most 256 MB; what it is, its bytes
         *     say, and neither its name nor its media type. It then is a recording like any other.
         */
        post: operations["uploadRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Recordings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** All that is known of a completed recording (level 2 one's own, level 10 all) */
        get: operations["getRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/Recordings/{id}/Media": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * The audio of a completed recording (level 2 one's own, level 10 all)
         * @description MP3; WAV as it was recorded for a client that asks for `audio/wav` or `audio/x-wav` by name (an extension
         *     of ours). Ranges and conditional requests as RFC 9110 has them.
         */
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description At least one name; with both, the line must be on that device. Unknown fields are ignored. */
        StartRecording: {
            /** @example SEP123456789ABC */
            deviceName?: string | null;
            /** @example 101 */
            directoryNumber?: string | null;
            /**
             * @description 0 media forking (the default), 1 dial-in.
             * @enum {integer|null}
             */
            mode?: 0 | 1 | null;
        };
        StartedRecording: {
            id: components["schemas"]["Guid"];
        };
        StartRejected: {
            /**
             * @description 0 neither name given, 1 line missing or not monitorable through TAPI, 2 invalid mode, 3 the requesting
             *     user has no extension, 4 device configured for automatic recording.
             * @enum {integer}
             */
            reason: 0 | 1 | 2 | 3 | 4;
            deviceName?: components["schemas"]["UnmonitorableDevice"];
        };
        StopRejected: {
            /**
             * @description 0 the id is not a GUID, 1 it identifies a recording on a line that is not monitorable through TAPI,
             *     2 device configured for automatic recording.
             * @enum {integer}
             */
            reason: 0 | 1 | 2;
            deviceName?: components["schemas"]["UnmonitorableDevice"];
        };
        StopOnLineRejected: {
            /**
             * @description 0 neither name given, 1 the line has a live recording but is not monitorable through TAPI, 2 device
             *     configured for automatic recording.
             * @enum {integer}
             */
            reason: 0 | 1 | 2;
            deviceName?: components["schemas"]["UnmonitorableDevice"];
        };
        StopOwnRejected: {
            /**
             * @description 0 the user has no line, 1 the line has a live recording but is not monitorable through TAPI, 2 device
             *     configured for automatic recording.
             * @enum {integer}
             */
            reason: 0 | 1 | 2;
            deviceName?: components["schemas"]["UnmonitorableDevice"];
        };
        PauseRejected: {
            /**
             * @description 0 the id is not a GUID, or no directory number is given.
             * @enum {integer}
             */
            reason: 0;
        };
        ListRejected: {
            /**
             * @description 0 a filter, 1 the paging.
             * @enum {integer}
             */
            reason: 0 | 1;
            /** @description For people. */
            message: string;
        };
        Upload: {
            jsondata: components["schemas"]["UploadMetadata"];
            /** Format: binary */
            attachment: string;
        };
        /** @description Unknown fields are ignored. */
        UploadMetadata: {
            /** @example 2018-09-25T13:00:00.0000000Z */
            startDateTime: string;
            /**
             * @description Checked, and then what the audio says counts.
             * @example PT1M30S
             */
            duration: string;
            direction: components["schemas"]["Direction"];
            localParty: {
                /** @example mario_rossi */
                username: string;
                /** @example 346 */
                phoneNumber: string;
            };
            remoteParty?: {
                firstName?: string | null;
                lastName?: string | null;
                phoneNumber?: string | null;
            } | null;
            /** @example 100 */
            pbxCallId?: string | null;
            notes?: string | null;
            /** @description Whether it is kept beyond the account's retention; the preserver is the requesting user. */
            preserved?: boolean | null;
        };
        UploadedRecording: {
            id: components["schemas"]["Guid"];
        };
        UploadRejected: {
            /**
             * @description 0 the body cannot be read, 1 the metadata are invalid, 2 the audio is.
             * @enum {integer}
             */
            reason: 0 | 1 | 2;
            /** @description For people. */
            message: string;
        };
        IdRejected: {
            /**
             * @description 0 the id is not a GUID.
             * @enum {integer}
             */
            reason: 0;
        };
        /** @description The device that cannot be monitored through TAPI. Only with reason 1. */
        UnmonitorableDevice: string;
        LiveRecording: {
            id: components["schemas"]["Guid"];
            duration: components["schemas"]["Duration"];
            startedAt: components["schemas"]["LocalTime"];
            /** @description The owner of the recording. */
            localParty: {
                username: string | null;
            };
            remoteParty: {
                firstName: string | null;
                lastName: string | null;
                phoneNumber: string | null;
            };
            isPaused: boolean;
        };
        RecordingPage: {
            /** @description How many fit the filters in all. */
            totalCount: number;
            recordings: components["schemas"]["Recording"][];
        };
        Recording: {
            id: components["schemas"]["Guid"];
            referenceNumber: components["schemas"]["ReferenceNumber"];
            startTime: components["schemas"]["LocalTime"];
            duration: components["schemas"]["Duration"];
            direction: components["schemas"]["Direction"];
            localPartyNumber: string | null;
            remotePartyNumber: string | null;
            ownerUsername: string | null;
        };
        RecordingDetail: {
            id: components["schemas"]["Guid"];
            referenceNumber: components["schemas"]["ReferenceNumber"];
            startTime: components["schemas"]["LocalTime"];
            duration: components["schemas"]["Duration"];
            direction: components["schemas"]["Direction"];
            localPartyNumber: string | null;
            remotePartyNumber: string | null;
            ownerUsername: string | null;
            pbxCallId: string | null;
            /** @description What the PBX knows the call by. */
            pbxInfo: {
                callId: string | null;
            };
            owner: components["schemas"]["User"];
            preservingUser: components["schemas"]["User"];
            note: string | null;
            /** @description Bytes of the audio as recorded. */
            size: number;
            /** @description SHA-256 of the audio as recorded. */
            hash: string;
        };
        User: {
            username: string;
            firstName: string | null;
            lastName: string | null;
            phoneNumber: string | null;
            group: string | null;
            department: string | null;
        } | null;
        /** @example 6b98303a-b295-473a-adae-19b78aca468d */
        Guid: string;
        /** @description Names a recording to people. */
        ReferenceNumber: string;
        /**
         * @description 0 unknown, 1 incoming, 2 outgoing.
         * @enum {integer}
         */
        Direction: 0 | 1 | 2;
        /**
         * @description ISO 8601, in whole seconds.
         * @example PT1M13S
         */
        Duration: string;
        /**
         * @description ISO 8601 with seven fraction digits and no zone; the account's configuration says which zone it is.
         * @example 2018-07-02T15:07:00.0000000
         */
        LocalTime: string;
    };
    responses: {
        /** @description The audio, or the part of it that was asked for. */
        Audio: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "audio/mpeg": string;
                "audio/wav": string;
            };
        };
        /** @description The id is not a GUID. */
        InvalidId: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["IdRejected"];
            };
        };
        /** @description No or wrong credentials. */
        Unauthenticated: {
            headers: {
                /** @example Basic realm="Imagicle" */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The user's level does not allow this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description There is no such recording for this user. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description An error occurred while the request was processed. */
        Fault: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The recorder is unavailable. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Too many wrong passwords from an address or for a user (an extension). */
        TooManyLogins: {
            headers: {
                /** @description After how many seconds to try again. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Any other failure, without a body. */
        Failure: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /**
         * @description A phone.
         * @example SEP123456789ABC
         */
        DeviceName: string;
        /**
         * @description The number of a line.
         * @example 101
         */
        DirectoryNumber: string;
        /**
         * @description The number of a line.
         * @example 101
         */
        RequiredDirectoryNumber: string;
        /**
         * @description A GUID in any case, without braces.
         * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
         */
        Id: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listLiveRecordings: {
        parameters: {
            query?: {
                /**
                 * @description A phone.
                 * @example SEP123456789ABC
                 */
                deviceName?: components["parameters"]["DeviceName"];
                /**
                 * @description The number of a line.
                 * @example 101
                 */
                directoryNumber?: components["parameters"]["DirectoryNumber"];
                /** @description Owner of the recording, compared without regard to case. */
                username?: string;
                /** @description Tells apart users who share an extension. */
                numericUserId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The live recordings, newest first; an empty array when none fits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveRecording"][];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyLogins"];
            500: components["responses"]["Fault"];
            default: components["responses"]["Failure"];
        };
    };
    startRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartRecording"];
            };
        };
        responses: {
            /** @description The call is being recorded. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRecording"];
                };
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no connected call on the line, or no user for it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The call is being recorded already; or, with `Retry-After`, too many wrong passwords (an extension). */
            429: {
                headers: {
                    /** @description After how many seconds to try again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Fault"];
            /** @description There is no capacity for one more recording. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Failure"];
        };
    };
    stopRecordingOnLine: {
        parameters: {
            query?: {
                /**
                 * @description A phone.
                 * @example SEP123456789ABC
                 */
                deviceName?: components["parameters"]["DeviceName"];
                /**
                 * @description The number of a line.
                 * @example 101
                 */
                directoryNumber?: components["parameters"]["DirectoryNumber"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recording has been stopped. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopOnLineRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description No call is being recorded on the line, or only a manually started dial-in although a device was named. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooManyLogins"];
            500: components["responses"]["Fault"];
            504: components["responses"]["Unavailable"];
            default: components["responses"]["Failure"];
        };
    };
    stopRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recording has been stopped. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description The id does not identify a live recording. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooManyLogins"];
            500: components["responses"]["Fault"];
            504: components["responses"]["Unavailable"];
            default: components["responses"]["Failure"];
        };
    };
    stopOwnRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recording has been stopped. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopOwnRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            /** @description Nothing is being recorded on the user's line. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooManyLogins"];
            500: components["responses"]["Fault"];
            default: components["responses"]["Failure"];
        };
    };
    pauseRecordingsOfNumber: {
        parameters: {
            query: {
                /**
                 * @description The number of a line.
                 * @example 101
                 */
                directoryNumber: components["parameters"]["RequiredDirectoryNumber"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was not so already is now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such live recording. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description All of it is so already; or, with `Retry-After`, too many wrong passwords (an extension). */
            429: {
                headers: {
                    /** @description After how many seconds to try again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Fault"];
            default: components["responses"]["Failure"];
        };
    };
    resumeRecordingsOfNumber: {
        parameters: {
            query: {
                /**
                 * @description The number of a line.
                 * @example 101
                 */
                directoryNumber: components["parameters"]["RequiredDirectoryNumber"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was not so already is now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such live recording. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description All of it is so already; or, with `Retry-After`, too many wrong passwords (an extension). */
            429: {
                headers: {
                    /** @description After how many seconds to try again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Fault"];
            default: components["responses"]["Failure"];
        };
    };
    pauseRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was not so already is now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such live recording. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description All of it is so already; or, with `Retry-After`, too many wrong passwords (an extension). */
            429: {
                headers: {
                    /** @description After how many seconds to try again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Fault"];
            default: components["responses"]["Failure"];
        };
    };
    resumeRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was not so already is now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PauseRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such live recording. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description All of it is so already; or, with `Retry-After`, too many wrong passwords (an extension). */
            429: {
                headers: {
                    /** @description After how many seconds to try again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["Fault"];
            default: components["responses"]["Failure"];
        };
    };
    listRecordings: {
        parameters: {
            query?: {
                /**
                 * @description From 0.
                 * @example 2
                 */
                page?: string;
                /**
                 * @description From 1. Without it, everything is on page 0, up to a limit that the configuration sets.
                 * @example 25
                 */
                pageSize?: string;
                /** @example after:2023-01-01T00:00:00Z */
                startTime?: string;
                /** @example between:2023-01-01T00:00:00Z;2023-01-02T00:00:00Z */
                endTime?: string;
                /** @example 225 */
                localPartyNumber?: string;
                /** @example +1555123456 */
                remotePartyNumber?: string;
                /**
                 * @description The newer name of remotePartyNumber.
                 * @example contains:+1234
                 */
                remoteParty?: string;
                /**
                 * @description Compared without regard to case.
                 * @example john_doe
                 */
                ownerUsername?: string;
                /** @example 1 */
                direction?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; empty beyond the end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingPage"];
                };
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyLogins"];
            500: components["responses"]["Fault"];
            504: components["responses"]["Unavailable"];
            default: components["responses"]["Failure"];
        };
    };
    uploadRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Upload"];
            };
        };
        responses: {
            /** @description The recording is kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedRecording"];
                };
            };
            /** @description The request contains some errors. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadRejected"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            /** @description The call began longer ago than the account keeps recordings. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The audio is larger than 256 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooManyLogins"];
            500: components["responses"]["Fault"];
            default: components["responses"]["Failure"];
        };
    };
    getRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recording. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingDetail"];
                };
            };
            400: components["responses"]["InvalidId"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyLogins"];
            default: components["responses"]["Failure"];
        };
    };
    getRecordingMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Audio"];
            206: components["responses"]["Audio"];
            /** @description The client has these bytes already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidId"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The range lies outside of the audio. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooManyLogins"];
            default: components["responses"]["Failure"];
        };
    };
    headRecordingMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A GUID in any case, without braces.
                 * @example 75A90276-E47E-4e9e-B463-E3C743D5FF3A
                 */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Audio"];
            206: components["responses"]["Audio"];
            /** @description The client has these bytes already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidId"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The range lies outside of the audio. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooManyLogins"];
            default: components["responses"]["Failure"];
        };
    };
}
