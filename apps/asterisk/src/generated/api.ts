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
        /**
         * Hang up a channel
         * @description Answered once the call is over and its recordings can be fetched; after five seconds at the latest.
         */
        delete: operations["hangup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channelId}/answer": {
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
        /**
         * Answer a channel
         * @description Every call here has been answered; this changes nothing.
         */
        post: operations["answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channelId}/continue": {
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
        /**
         * Exit the application; the call goes on
         * @description There is no dialplan here, so that the parameters have no effect. What is being recorded goes on.
         */
        post: operations["continueInDialplan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channelId}/variable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The PBX's own id of the call, or the session's UUID. */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        /** Get the value of a channel variable or function */
        get: operations["getChannelVar"];
        put?: never;
        /** Set the value of a channel variable or function */
        post: operations["setChannelVar"];
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
    "/bridges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all active bridges */
        get: operations["listBridges"];
        put?: never;
        /** Create a new bridge */
        post: operations["createBridge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bridges/{bridgeId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        /** Get bridge details */
        get: operations["getBridge"];
        put?: never;
        /** Create a new bridge of that id */
        post: operations["createBridgeWithId"];
        /**
         * Shut down a bridge
         * @description Its members leave it, and their calls go on. Its recordings end and are kept.
         */
        delete: operations["destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bridges/{bridgeId}/addChannel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add channels to a bridge
         * @description A channel that is in another bridge leaves that.
         */
        post: operations["addChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bridges/{bridgeId}/removeChannel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove channels from a bridge */
        post: operations["removeChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bridges/{bridgeId}/record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a recording of all that are in the bridge */
        post: operations["recordBridge"];
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
        /** @description The merging of media from one or more channels. */
        Bridge: {
            id: string;
            /** @enum {string} */
            technology: "simple_bridge" | "softmix" | "holding_bridge";
            /** @enum {string} */
            bridge_type: "mixing" | "holding";
            bridge_class: string;
            creator: string;
            name: string;
            channels: string[];
            creationtime: components["schemas"]["Date"];
            /** @description There is no video here; Asterisk's default. */
            video_mode: string;
        };
        /** @description The value of a channel variable. */
        Variable: {
            value: string;
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
        /** @description A channel has come into being. */
        ChannelCreated: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelCreated";
            channel: components["schemas"]["Channel"];
        };
        /** @description A channel is gone. */
        ChannelDestroyed: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelDestroyed";
            cause: number;
            cause_txt: string;
            channel: components["schemas"]["Channel"];
        };
        /** @description Somebody asked to hang up a channel. */
        ChannelHangupRequest: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelHangupRequest";
            cause?: number;
            soft?: boolean;
            channel: components["schemas"]["Channel"];
        };
        /** @description A channel variable was set. */
        ChannelVarset: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelVarset";
            variable: string;
            value: string;
            channel?: components["schemas"]["Channel"];
        };
        /** @description A channel's caller ID was changed. */
        ChannelCallerId: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelCallerId";
            caller_presentation: number;
            caller_presentation_txt: string;
            channel: components["schemas"]["Channel"];
        };
        /** @description A bridge was created. */
        BridgeCreated: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "BridgeCreated";
            bridge: components["schemas"]["Bridge"];
        };
        /** @description A bridge was destroyed. */
        BridgeDestroyed: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "BridgeDestroyed";
            bridge: components["schemas"]["Bridge"];
        };
        /** @description A channel has entered a bridge. */
        ChannelEnteredBridge: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelEnteredBridge";
            bridge: components["schemas"]["Bridge"];
            channel?: components["schemas"]["Channel"];
        };
        /** @description A channel has left a bridge. */
        ChannelLeftBridge: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelLeftBridge";
            bridge: components["schemas"]["Bridge"];
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
        /** @description Channel not in a Stasis application. */
        ChannelNotInStasis: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The bridge. */
        Bridge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Bridge"];
            };
        };
        /** @description Bridge not found. */
        BridgeNotFound: {
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
        /** @description The bridge's id, or the UUID of the conference that it is. */
        BridgeId: string;
        /** @description What kind of bridge, separated by commas: mixing (the default) or holding, with dtmf_events, proxy_media, video_sfu and video_single, which have no effect. */
        BridgeType: string;
        /** @description A name to show. */
        BridgeName: string;
        /** @description Ids of channels, separated by commas. It has to be given. */
        BridgeChannels: string;
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
    hangup: {
        parameters: {
            query?: {
                /** @description The cause of the hang-up as a number of Q.850; excludes `reason`. */
                reason_code?: string;
                /** @description The cause of the hang-up as a word, such as normal, busy or no_answer; excludes `reason_code`. */
                reason?: string;
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
            204: components["responses"]["NoContent"];
            /** @description Invalid reason for hangup provided. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ChannelNotFound"];
            409: components["responses"]["ChannelNotInStasis"];
            default: components["responses"]["Failure"];
        };
    };
    answer: {
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
            204: components["responses"]["NoContent"];
            404: components["responses"]["ChannelNotFound"];
            409: components["responses"]["ChannelNotInStasis"];
            default: components["responses"]["Failure"];
        };
    };
    continueInDialplan: {
        parameters: {
            query?: {
                /** @description The context to continue to. */
                context?: string;
                /** @description The extension to continue to. */
                extension?: string;
                /** @description The priority to continue to. */
                priority?: string;
                /** @description The label to continue to. */
                label?: string;
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
            204: components["responses"]["NoContent"];
            404: components["responses"]["ChannelNotFound"];
            409: components["responses"]["ChannelNotInStasis"];
            default: components["responses"]["Failure"];
        };
    };
    getChannelVar: {
        parameters: {
            query?: {
                /** @description The variable, which is a key of the call's metadata, or the function CALLERID, CONNECTEDLINE or CHANNEL with its argument. It has to be given. */
                variable?: string;
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
            /** @description The variable. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Variable"];
                };
            };
            /** @description Missing variable parameter. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Channel or variable not found. */
            404: {
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
    setChannelVar: {
        parameters: {
            query?: {
                /** @description The variable, or the function CALLERID or CONNECTEDLINE with its argument. It has to be given. */
                variable?: string;
                /** @description The value; empty when it is not given. */
                value?: string;
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
            204: components["responses"]["NoContent"];
            /** @description Missing variable parameter, or too many variables. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ChannelNotFound"];
            409: components["responses"]["ChannelNotInStasis"];
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
    listBridges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conferences, by the bytes of their ids. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bridge"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    createBridge: {
        parameters: {
            query?: {
                /** @description What kind of bridge, separated by commas: mixing (the default) or holding, with dtmf_events, proxy_media, video_sfu and video_single, which have no effect. */
                type?: components["parameters"]["BridgeType"];
                /** @description Its id; a new UUID when none is given. */
                bridgeId?: string;
                /** @description A name to show. */
                name?: components["parameters"]["BridgeName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Bridge"];
            /** @description A type that is none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Bridge with the same id already exists. */
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
    getBridge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Bridge"];
            404: components["responses"]["BridgeNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    createBridgeWithId: {
        parameters: {
            query?: {
                /** @description What kind of bridge, separated by commas: mixing (the default) or holding, with dtmf_events, proxy_media, video_sfu and video_single, which have no effect. */
                type?: components["parameters"]["BridgeType"];
                /** @description A name to show. */
                name?: components["parameters"]["BridgeName"];
            };
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Bridge"];
            /** @description A type that is none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Bridge with the same id already exists. */
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
    destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["BridgeNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    addChannel: {
        parameters: {
            query?: {
                /** @description Ids of channels, separated by commas. It has to be given. */
                channel?: components["parameters"]["BridgeChannels"];
                /** @description Has no effect. */
                role?: string;
                /** @description Has no effect. */
                absorbDTMF?: string;
                /** @description Has no effect. */
                mute?: string;
                /** @description Has no effect. */
                inhibitConnectedLineUpdates?: string;
            };
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            /** @description Channel not found, or none given. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["BridgeNotFound"];
            /** @description Channel currently recording. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Channel not in Stasis application. */
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
    removeChannel: {
        parameters: {
            query?: {
                /** @description Ids of channels, separated by commas. It has to be given. */
                channel?: components["parameters"]["BridgeChannels"];
            };
            header?: never;
            path: {
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            /** @description Channel not found, or none given. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["BridgeNotFound"];
            /** @description Channel not in this bridge or not in Stasis application. */
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
    recordBridge: {
        parameters: {
            query?: {
                /** @description The recording's name. It has to be given. */
                name?: string;
                /** @description The format to record in, as for a channel. It has to be given. */
                format?: string;
                /** @description Has to be a format, and has no effect; the mix is recorded at the rate of `format`. */
                recorder_format?: string;
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
                /** @description The bridge's id, or the UUID of the conference that it is. */
                bridgeId: components["parameters"]["BridgeId"];
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
            404: components["responses"]["BridgeNotFound"];
            /** @description A recording of that name exists or is in progress. */
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
