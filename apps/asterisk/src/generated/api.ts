// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/recordings/stored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recordings that are complete */
        get: operations["listStored"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/stored/{recordingName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        /** Get a stored recording's details */
        get: operations["getStored"];
        put?: never;
        post?: never;
        /** Delete a stored recording */
        delete: operations["deleteStored"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/stored/{recordingName}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        /**
         * Get the file of a stored recording
         * @description The audio in the recording's format; as MP3 when `Accept` asks for `audio/mpeg` and not as much for
         *     that format (an extension). Single ranges and conditional requests are honoured (an extension).
         */
        get: operations["getStoredFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/stored/{recordingName}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a stored recording */
        post: operations["copyStored"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/live/{recordingName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        /** List live recordings */
        get: operations["getLive"];
        put?: never;
        post?: never;
        /** Stop a live recording and discard it */
        delete: operations["cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/live/{recordingName}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a live recording and store it */
        post: operations["stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/live/{recordingName}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a live recording
         * @description Suspends silence detection, and does not count for maxDurationSeconds.
         */
        post: operations["pause"];
        /** Unpause a live recording */
        delete: operations["unpause"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/live/{recordingName}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute a live recording
         * @description Suspends silence detection. Muting twice leaves it muted.
         */
        post: operations["mute"];
        /** Unmute a live recording */
        delete: operations["unmute"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all active channels */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The PBX's own id of the call, or the session's UUID. */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        /** Channel details */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channelId}/record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The PBX's own id of the call, or the session's UUID. */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a recording */
        post: operations["recordChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WebSocket connection for events */
        get: operations["eventWebsocket"];
        put?: never;
        post?: never;
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
        Error: {
            message: string;
        };
        /** @description A past recording that may be played back. */
        StoredRecording: {
            name: string;
            format: string;
        };
        /** @description A recording that is in progress. */
        LiveRecording: {
            name: string;
            format: string;
            /** @enum {string} */
            state: "queued" | "recording" | "paused" | "done" | "failed" | "canceled";
            target_uri: string;
            /** @description Whole seconds; only after the end. */
            duration?: number;
            /** @description Whole seconds of talk; only after the end, and with maxSilenceSeconds. */
            talking_duration?: number;
            /** @description Whole seconds of silence; only after the end, and with maxSilenceSeconds. */
            silence_duration?: number;
            /** @description Why it failed. */
            cause?: string;
        };
        CallerID: {
            name: string;
            number: string;
        };
        DialplanCEP: {
            context: string;
            exten: string;
            priority: number;
            app_name: string;
            app_data: string;
        };
        Channel: {
            id: string;
            name: string;
            /** @enum {string} */
            state: "Down" | "Up";
            protocol_id: string;
            caller: components["schemas"]["CallerID"];
            connected: components["schemas"]["CallerID"];
            accountcode: string;
            dialplan: components["schemas"]["DialplanCEP"];
            creationtime: components["schemas"]["Date"];
            language: string;
        };
        /** @example 2026-11-22T03:04:34.097+0000 */
        Date: string;
        /** @description What every message of the events' WebSocket has. */
        Message: {
            type: string;
            asterisk_id: string;
        };
        /** @description What every event has. */
        Event: components["schemas"]["Message"] & {
            application: string;
            timestamp: components["schemas"]["Date"];
        };
        /** @description A channel has entered a Stasis application. */
        StasisStart: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "StasisStart";
            args: string[];
            channel: components["schemas"]["Channel"];
        };
        /** @description A channel has left a Stasis application. */
        StasisEnd: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "StasisEnd";
            channel: components["schemas"]["Channel"];
        };
        /** @description A recording has begun. */
        RecordingStarted: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "RecordingStarted";
            recording: components["schemas"]["LiveRecording"];
        };
        /** @description A recording has ended; also when it was discarded. */
        RecordingFinished: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "RecordingFinished";
            recording: components["schemas"]["LiveRecording"];
        };
        /** @description A recording could not be made. */
        RecordingFailed: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "RecordingFailed";
            recording: components["schemas"]["LiveRecording"];
        };
        /** @description Another WebSocket has taken over the application. */
        ApplicationReplaced: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ApplicationReplaced";
        };
    };
    responses: {
        /** @description Done. */
        NoContent: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The stored recording. */
        StoredRecording: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StoredRecording"];
            };
        };
        /** @description The audio, whole or the requested range, as `audio/<format>`. */
        Audio: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "audio/*": string;
            };
        };
        /** @description Recording not found. */
        RecordingNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Channel not found. */
        ChannelNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Another failure: bad body (400), no or wrong credentials (401), a user without write access (403), unknown path (404), another method (405), too large a body (413), a recorder that takes nothing (500), a fault here (500). */
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
        /** @description The name of the recording; a slash in it is written `%2F`. */
        RecordingName: string;
        /** @description The PBX's own id of the call, or the session's UUID. */
        ChannelId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listStored: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sorted by the bytes of their names. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredRecording"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    getStored: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["StoredRecording"];
            404: components["responses"]["RecordingNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    deleteStored: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    getStoredFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Audio"];
            206: components["responses"]["Audio"];
            /** @description The client's copy is current. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The recording file could not be opened. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["RecordingNotFound"];
            /** @description The range lies behind the end; `Content-Range` gives the length. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Failure"];
        };
    };
    copyStored: {
        parameters: {
            query?: {
                /** @description The destination name of the recording. It has to be given. */
                destinationRecordingName?: string;
            };
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["StoredRecording"];
            /** @description The destination is missing or no name. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The destination lies outside of the recordings. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["RecordingNotFound"];
            /** @description A recording with the same name already exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    getLive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The live recording. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveRecording"];
                };
            };
            404: components["responses"]["RecordingNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    unpause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    mute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    unmute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the recording; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The live sessions, last created first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The PBX's own id of the call, or the session's UUID. */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            404: components["responses"]["ChannelNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    recordChannel: {
        parameters: {
            query?: {
                /** @description The recording's name. It has to be given. */
                name?: string;
                /** @description The format to record in: wav, wav16, a raw one of the sln, ulaw and alaw families. It has to be given; case matters. */
                format?: string;
                /** @description Longest duration; 0 for no limit. Text that is not a number counts as 0. */
                maxDurationSeconds?: number;
                /** @description Longest silence; 0 for no limit. Text that is not a number counts as 0. */
                maxSilenceSeconds?: number;
                /** @description What to do when there is a recording of that name; fail, overwrite or append, in any case. */
                ifExists?: string;
                /** @description Whether to play a beep when recording begins; yes, true, y, t, 1 and on are true. */
                beep?: boolean;
                /** @description The DTMF input that ends the recording; none, any, * or */
                terminateOn?: string;
            };
            header?: never;
            path: {
                /** @description The PBX's own id of the call, or the session's UUID. */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recording, queued. `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveRecording"];
                };
            };
            /** @description Invalid parameters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ChannelNotFound"];
            /** @description The channel is not in Stasis, or a recording of that name exists or is in progress. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The format specified is unknown on this system. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    eventWebsocket: {
        parameters: {
            query?: {
                /** @description Applications to subscribe to, separated by commas. At least one has to be given. */
                app?: string;
                /** @description Whether to get the recordings' events of all channels; the same words are true. */
                subscribeAll?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The WebSocket is open; each text message is an event. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No app or not the subprotocol ari. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request is no WebSocket handshake. */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
}
