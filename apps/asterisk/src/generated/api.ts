// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asterisk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/stored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that was recorded and kept
         * @description All of them, unless `limit` asks for a page (an extension). A page that is not the last has the address of
         *     the next one in the header `Link`, as `rel="next"` (RFC 8288).
         */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        /** What is known of a recording that was kept */
        get: operations["getStored"];
        put?: never;
        post?: never;
        /** Throw away what was kept */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        /**
         * Fetch the audio of a recording
         * @description The audio in the recording's format. When `Accept` asks for `audio/mpeg` and not as much for that format, as
         *     MP3; for `audio/wav`, as it was recorded (extensions). Single ranges and conditional requests are honored
         *     (an extension).
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a recording a second time, by another name */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        /** How a recording in progress stands */
        get: operations["getLive"];
        put?: never;
        post?: never;
        /** End a recording and throw it away */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a recording and keep it */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write nothing for a while
         * @description Nobody looks for silence meanwhile, and the time does not count for maxDurationSeconds.
         */
        post: operations["pause"];
        /** Write again after a pause */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write silence for a while
         * @description Nobody looks for silence meanwhile. Twice is the same as once.
         */
        post: operations["mute"];
        /** Write what is heard again */
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
        /** The calls of the account */
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
        /** How a call stands */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        /**
         * End a call
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
         * Accept a call
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
         * Let a call go on without the application
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
        /** Read what is noted about a call */
        get: operations["getChannelVar"];
        put?: never;
        /** Note something about a call */
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
        /** Record a call */
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
        /** The conferences of the account */
        get: operations["listBridges"];
        put?: never;
        /** Begin a conference */
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
        /** How a conference stands */
        get: operations["getBridge"];
        put?: never;
        /** Begin a conference of that id */
        post: operations["createBridgeWithId"];
        /**
         * End a conference
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
         * Let calls take part in a conference
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
        /** Take calls out of a conference */
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
        /** Record all that take part in a conference */
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
        /** Listen to events */
        get: operations["eventWebsocket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/user/{eventName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's name; a slash in it is written `%2F`. */
                eventName: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell an application of something of your own
         * @description The JSON body may hold `variables`, an object that the event carries.
         */
        post: operations["userEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The applications of the account */
        get: operations["listApplications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/applications/{applicationName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The application's name. */
                applicationName: components["parameters"]["ApplicationName"];
            };
            cookie?: never;
        };
        /** How an application stands */
        get: operations["getApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/applications/{applicationName}/subscription": {
        parameters: {
            query?: {
                /** @description Separated by commas: `channel:{channelId}`, `bridge:{bridgeId}`, `endpoint:{tech}/{resource}`, `deviceState:{deviceName}`; without an id, all of that kind. It has to be given. */
                eventSource?: string;
            };
            header?: never;
            path: {
                /** @description The application's name. */
                applicationName: components["parameters"]["ApplicationName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an application hear of something
         * @description Whoever subscribes twice has to unsubscribe twice. Sources before the first that is wrong count.
         */
        post: operations["subscribe"];
        /** Let an application hear of something no longer */
        delete: operations["unsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/applications/{applicationName}/eventFilter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The application's name. */
                applicationName: components["parameters"]["ApplicationName"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Choose which types of events an application gets
         * @description The JSON body has `allowed` and `disallowed`, lists of `{type}`. What is disallowed is not sent, even if it
         *     is allowed; nothing allowed allows all. A list that is not given stays as it is; an empty body
         *     empties both.
         */
        put: operations["filter"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asterisk/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this system is */
        get: operations["getInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asterisk/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask for a sign of life */
        get: operations["ping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who could be called */
        get: operations["listEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/endpoints/{tech}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A technology. */
                tech: string;
            };
            cookie?: never;
        };
        /** Whom one technology could call */
        get: operations["listEndpointsByTech"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/endpoints/{tech}/{resource}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A technology. */
                tech: string;
                /** @description The endpoint's id. */
                resource: string;
            };
            cookie?: never;
        };
        /** Somebody who could be called */
        get: operations["getEndpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviceStates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the devices are doing that applications set */
        get: operations["listDeviceStates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deviceStates/{deviceName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A device. */
                deviceName: string;
            };
            cookie?: never;
        };
        /** What a device is doing */
        get: operations["getDeviceState"];
        /** Say what a device is doing */
        put: operations["updateDeviceState"];
        post?: never;
        /** Say nothing of a device any more */
        delete: operations["deleteDeviceState"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that could be played */
        get: operations["listSounds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sounds/{soundId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The sound's id. */
                soundId: string;
            };
            cookie?: never;
        };
        /** Something that could be played */
        get: operations["getSound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of the voice mail */
        get: operations["listMailboxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{mailboxName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The mailbox. */
                mailboxName: string;
            };
            cookie?: never;
        };
        /** The voice mail of one box */
        get: operations["getMailbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playbacks/{playbackId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The playback's id. */
                playbackId: string;
            };
            cookie?: never;
        };
        /** How far a playback is */
        get: operations["getPlayback"];
        put?: never;
        post?: never;
        /** End a playback */
        delete: operations["stopPlayback"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playbacks/{playbackId}/control": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The playback's id. */
                playbackId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wind a playback, or let it wait */
        post: operations["controlPlayback"];
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
        /** @description A recording that was kept. What is not required is there with `fields=all` only. */
        StoredRecording: {
            name: string;
            format: string;
            /**
             * Format: uuid
             * @description It stays the same; names can be given again.
             */
            id?: string;
            start?: components["schemas"]["Date"];
            /** @description Whole seconds. */
            duration?: number;
            /**
             * Format: int64
             * @description Bytes of the audio as it was recorded, a WAV file.
             */
            size?: number;
            /** @description SHA-256 of those bytes. */
            sha256?: string;
            links?: components["schemas"]["StoredRecordingLinks"];
        };
        /** @description Where a stored recording is, as paths on this server. */
        StoredRecordingLinks: {
            self: string;
            file: string;
        };
        /** @description What this system is. */
        AsteriskInfo: {
            build?: components["schemas"]["BuildInfo"];
            system?: components["schemas"]["SystemInfo"];
            config?: components["schemas"]["ConfigInfo"];
            status?: components["schemas"]["StatusInfo"];
        };
        /** @description What it runs on. */
        BuildInfo: {
            os: string;
            kernel: string;
            machine: string;
            options: string;
            date: string;
            user: string;
        };
        /** @description Which system it is. */
        SystemInfo: {
            /** @description The Asterisk whose interface this is, and after a plus sign Tricord's own version. */
            version: string;
            entity_id: string;
        };
        /** @description How it is set up. */
        ConfigInfo: {
            name: string;
            default_language: string;
            setid: components["schemas"]["SetId"];
        };
        /** @description Whom the process runs as; empty here. */
        SetId: {
            user: string;
            group: string;
        };
        /** @description Since when it runs. */
        StatusInfo: {
            startup_time: components["schemas"]["Date"];
            last_reload_time: components["schemas"]["Date"];
        };
        /** @description A sign of life. */
        AsteriskPing: {
            /** @enum {string} */
            ping: "pong";
            timestamp: components["schemas"]["Date"];
            asterisk_id: string;
        };
        /** @description Whom one could call. */
        Endpoint: {
            technology: string;
            resource: string;
            state?: string;
            channel_ids: string[];
        };
        /** @description What a device is doing. */
        DeviceState: {
            name: string;
            /** @enum {string} */
            state: "UNKNOWN" | "INVALID";
        };
        /** @description What could be played. */
        Sound: {
            id: string;
            text?: string;
            formats: components["schemas"]["FormatLangPair"][];
        };
        /** @description A format and a language in which a sound is there. */
        FormatLangPair: {
            language: string;
            format: string;
        };
        /** @description Voice mail. */
        Mailbox: {
            name: string;
            old_messages: number;
            new_messages: number;
        };
        /** @description Something that is being played. */
        Playback: {
            id: string;
            media_uri: string;
            target_uri: string;
            state: string;
        };
        /** @description A recording from its order to its end. */
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
        /** @description A party of a call. */
        CallerID: {
            name: string;
            number: string;
        };
        /** @description Where in a dialplan a channel is. */
        DialplanCEP: {
            context: string;
            exten: string;
            priority: number;
            app_name: string;
            app_data: string;
        };
        /** @description A call. */
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
        /** @description A conference. */
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
        /** @description Something that is noted about a call. */
        Variable: {
            value: string;
        };
        /** @description Who hears of calls. */
        Application: {
            name: string;
            channel_ids: string[];
            bridge_ids: string[];
            endpoint_ids: string[];
            device_names: string[];
            events_allowed: {
                [key: string]: unknown;
            }[];
            events_disallowed: {
                [key: string]: unknown;
            }[];
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
        /** @description A call has begun to be heard: it is an application's. */
        StasisStart: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "StasisStart";
            args: string[];
            channel: components["schemas"]["Channel"];
        };
        /** @description A call is over for its application. */
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
        /** @description A call takes part in a conference. */
        ChannelEnteredBridge: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelEnteredBridge";
            bridge: components["schemas"]["Bridge"];
            channel?: components["schemas"]["Channel"];
        };
        /** @description A call takes part in a conference no longer. */
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
        /** @description A newer WebSocket gets the application's events. */
        ApplicationReplaced: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ApplicationReplaced";
        };
        /** @description An application that is dialed from here gets its events from now on. */
        ApplicationRegistered: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ApplicationRegistered";
        };
        /** @description An application that is dialed from here gets no more events. */
        ApplicationUnregistered: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ApplicationUnregistered";
        };
        /** @description An event that a client made, perhaps about a channel or a bridge. */
        ChannelUserevent: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelUserevent";
            eventname: string;
            /** @description The variables that the client gave, and `eventname`. */
            userevent: {
                [key: string]: unknown;
            };
            channel?: components["schemas"]["Channel"];
            bridge?: components["schemas"]["Bridge"];
            endpoint?: components["schemas"]["Endpoint"];
        };
        /** @description The answer to a request that came over the WebSocket. */
        RESTResponse: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "RESTResponse";
            /** @description As in the request. */
            transaction_id: string;
            /** @description As in the request. */
            request_id: string;
            status_code: number;
            reason_phrase: string;
            /** @description As in the request, without its query. */
            uri: string;
            content_type?: string;
            /** @description JSON. */
            message_body?: string;
        };
        /** @description A WebSocket was opened without all of its parameters. */
        MissingParams: components["schemas"]["Message"] & {
            /** @enum {string} */
            type: "MissingParams";
            params: string[];
        };
        /** @description A message of text. */
        TextMessage: {
            from: string;
            to: string;
            body: string;
            variables?: Record<string, never>;
        };
        /** @description A place where an endpoint can be reached. */
        ContactInfo: {
            uri: string;
            /** @enum {string} */
            contact_status: "Unreachable" | "Reachable" | "Unknown" | "NonQualified" | "Removed";
            /** @description The address of record that it belongs to. */
            aor: string;
            /** @description How long it takes to answer, in microseconds. */
            roundtrip_usec?: string;
        };
        /** @description The other side of a trunk. */
        Peer: {
            peer_status: string;
            cause?: string;
            address?: string;
            port?: string;
            time?: string;
        };
        /** @description Where a call is to be transferred to. */
        ReferTo: {
            requested_destination: components["schemas"]["RequiredDestination"];
            destination_channel?: components["schemas"]["Channel"];
            connected_channel?: components["schemas"]["Channel"];
            bridge?: components["schemas"]["Bridge"];
        };
        /** @description Who transfers a call. */
        ReferredBy: {
            source_channel: components["schemas"]["Channel"];
            connected_channel?: components["schemas"]["Channel"];
            bridge?: components["schemas"]["Bridge"];
        };
        /** @description The destination as it was asked for. */
        RequiredDestination: {
            /** @description The protocol's own id of the call. */
            protocol_id?: string;
            destination?: string;
            additional_protocol_params?: components["schemas"]["AdditionalParam"][];
        };
        /** @description A parameter of the protocol that asked. */
        AdditionalParam: {
            parameter_name: string;
            parameter_value: string;
        };
        /** @description A device does something else. */
        DeviceStateChanged: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "DeviceStateChanged";
            device_state: components["schemas"]["DeviceState"];
        };
        /** @description Something begins to be played. */
        PlaybackStarted: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "PlaybackStarted";
            playback: components["schemas"]["Playback"];
        };
        /** @description A playback goes on with its next media. */
        PlaybackContinuing: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "PlaybackContinuing";
            playback: components["schemas"]["Playback"];
        };
        /** @description A playback is over. */
        PlaybackFinished: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "PlaybackFinished";
            playback: components["schemas"]["Playback"];
        };
        /** @description A channel could not be moved to another application. */
        ApplicationMoveFailed: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ApplicationMoveFailed";
            channel: components["schemas"]["Channel"];
            destination: string;
            args: string[];
        };
        /** @description Two bridges have become one. */
        BridgeMerged: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "BridgeMerged";
            bridge: components["schemas"]["Bridge"];
            bridge_from: components["schemas"]["Bridge"];
        };
        /** @description Another channel gives a bridge its picture. */
        BridgeVideoSourceChanged: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "BridgeVideoSourceChanged";
            bridge: components["schemas"]["Bridge"];
            old_video_source_id?: string;
        };
        /** @description A call was transferred without asking first. */
        BridgeBlindTransfer: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "BridgeBlindTransfer";
            channel: components["schemas"]["Channel"];
            replace_channel?: components["schemas"]["Channel"];
            transferee?: components["schemas"]["Channel"];
            exten: string;
            context: string;
            result: string;
            is_external: boolean;
            bridge?: components["schemas"]["Bridge"];
        };
        /** @description A call was transferred after its destination was asked. */
        BridgeAttendedTransfer: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "BridgeAttendedTransfer";
            transferer_first_leg: components["schemas"]["Channel"];
            transferer_second_leg: components["schemas"]["Channel"];
            replace_channel?: components["schemas"]["Channel"];
            transferee?: components["schemas"]["Channel"];
            transfer_target?: components["schemas"]["Channel"];
            result: string;
            is_external: boolean;
            transferer_first_leg_bridge?: components["schemas"]["Bridge"];
            transferer_second_leg_bridge?: components["schemas"]["Bridge"];
            destination_type: string;
            destination_bridge?: string;
            destination_application?: string;
            destination_link_first_leg?: components["schemas"]["Channel"];
            destination_link_second_leg?: components["schemas"]["Channel"];
            destination_threeway_channel?: components["schemas"]["Channel"];
            destination_threeway_bridge?: components["schemas"]["Bridge"];
        };
        /** @description A channel is in another state. */
        ChannelStateChange: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelStateChange";
            channel: components["schemas"]["Channel"];
        };
        /** @description A key was pressed, and is up again. */
        ChannelDtmfReceived: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelDtmfReceived";
            digit: string;
            duration_ms: number;
            channel: components["schemas"]["Channel"];
        };
        /** @description A channel does another step of its dialplan. */
        ChannelDialplan: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelDialplan";
            channel: components["schemas"]["Channel"];
            dialplan_app: string;
            dialplan_app_data: string;
        };
        /** @description A channel was put on hold. */
        ChannelHold: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelHold";
            channel: components["schemas"]["Channel"];
            musicclass?: string;
        };
        /** @description A channel is no longer on hold. */
        ChannelUnhold: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelUnhold";
            channel: components["schemas"]["Channel"];
        };
        /** @description A tone was heard on a channel. */
        ChannelToneDetected: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelToneDetected";
            channel: components["schemas"]["Channel"];
        };
        /** @description Somebody begins to talk. */
        ChannelTalkingStarted: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelTalkingStarted";
            channel: components["schemas"]["Channel"];
        };
        /** @description Somebody has stopped talking. */
        ChannelTalkingFinished: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelTalkingFinished";
            channel: components["schemas"]["Channel"];
            duration: number;
        };
        /** @description A channel is connected to somebody else. */
        ChannelConnectedLine: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelConnectedLine";
            channel: components["schemas"]["Channel"];
        };
        /** @description A channel is being transferred. */
        ChannelTransfer: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ChannelTransfer";
            state?: string;
            refer_to: components["schemas"]["ReferTo"];
            referred_by: components["schemas"]["ReferredBy"];
        };
        /** @description An endpoint can be reached, or no longer. */
        ContactStatusChange: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "ContactStatusChange";
            endpoint: components["schemas"]["Endpoint"];
            contact_info: components["schemas"]["ContactInfo"];
        };
        /** @description The other side of a trunk is in another state. */
        PeerStatusChange: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "PeerStatusChange";
            endpoint: components["schemas"]["Endpoint"];
            peer: components["schemas"]["Peer"];
        };
        /** @description An endpoint is in another state. */
        EndpointStateChange: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "EndpointStateChange";
            endpoint: components["schemas"]["Endpoint"];
        };
        /** @description A channel is being called, or has answered, or will not. */
        Dial: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "Dial";
            caller?: components["schemas"]["Channel"];
            peer: components["schemas"]["Channel"];
            forward?: string;
            forwarded?: components["schemas"]["Channel"];
            dialstring?: string;
            dialstatus: string;
        };
        /** @description A message of text has come. */
        TextMessageReceived: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "TextMessageReceived";
            message: components["schemas"]["TextMessage"];
            endpoint?: components["schemas"]["Endpoint"];
        };
        /** @description A channel is offered to every application that wants one. */
        CallBroadcast: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "CallBroadcast";
            channel: components["schemas"]["Channel"];
            caller?: string;
            called?: string;
        };
        /** @description An application has taken a channel that was offered. */
        CallClaimed: components["schemas"]["Event"] & {
            /** @enum {string} */
            type: "CallClaimed";
            channel: components["schemas"]["Channel"];
            winner_app: string;
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
        /** @description Playback not found; nothing is played from here. */
        PlaybackNotFound: {
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
        /** @description The application. */
        Application: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Application"];
            };
        };
        /** @description Application not found. */
        ApplicationNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Another failure: bad body (400), no or wrong credentials (401), a user without write access (403), unknown path (404), another method (405), too large a body (413), too many wrong passwords from an address or for a user (429, with `Retry-After`; an extension), a recorder that takes nothing (500), a fault here (500). */
        Failure: {
            headers: {
                /** @description Of a 429, after how many seconds to try again. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description What the recording is called; a slash in it is written `%2F`. */
        RecordingName: string;
        /** @description With `all`, each recording is described in full (an extension); any other value is ignored. */
        Fields: string;
        /** @description The PBX's own id of the call, or the session's UUID. */
        ChannelId: string;
        /** @description The application's name. */
        ApplicationName: string;
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
            query?: {
                /** @description The most to answer (an extension). */
                limit?: number;
                /** @description Where to go on, from the link of the page before (an extension). */
                after?: string;
                /** @description What the names have to begin with (an extension). */
                prefix?: string;
                /** @description With `all`, each recording is described in full (an extension); any other value is ignored. */
                fields?: components["parameters"]["Fields"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sorted by the bytes of their names. */
            200: {
                headers: {
                    /** @description The next page, when there is one. */
                    Link?: string;
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
            query?: {
                /** @description With `all`, each recording is described in full (an extension); any other value is ignored. */
                fields?: components["parameters"]["Fields"];
            };
            header?: never;
            path: {
                /** @description What the recording is called; a slash in it is written `%2F`. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description The recording is preserved. */
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
    getStoredFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What the recording is called; a slash in it is written `%2F`. */
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
            /** @description The audio cannot be read. */
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
                /** @description What the copy is to be called. It has to be given. */
                destinationRecordingName?: string;
            };
            header?: never;
            path: {
                /** @description What the recording is called; a slash in it is written `%2F`. */
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
            /** @description The name is taken. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session; a discard of one that is preserved. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session; a discard of one that is preserved. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session; a discard of one that is preserved. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session; a discard of one that is preserved. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session; a discard of one that is preserved. */
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
                /** @description What the recording is called; a slash in it is written `%2F`. */
                recordingName: components["parameters"]["RecordingName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["RecordingNotFound"];
            /** @description Recording not in session; a discard of one that is preserved. */
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
                /** @description Names a context. */
                context?: string;
                /** @description Names an extension of it. */
                extension?: string;
                /** @description A step of the extension, by number. */
                priority?: string;
                /** @description A step of the extension, by name. */
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
            /** @description No such call, or nothing is noted under that name. */
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
                /** @description The value; empty when it is not given. That of a function has at most 256 characters. */
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
                /** @description The format to record in: wav, wav16, g722, a raw one of the sln, ulaw and alaw families. It has to be given; case matters. */
                format?: string;
                /** @description Longest duration; 0 for no limit. Text that is not a number counts as 0. */
                maxDurationSeconds?: number;
                /** @description Longest silence; 0 for no limit. Text that is not a number counts as 0. */
                maxSilenceSeconds?: number;
                /** @description What to do when there is a recording of that name; fail, overwrite or append, in any case. */
                ifExists?: string;
                /** @description Whether a beep is to be heard first; yes, true, y, t, 1 and on are true. */
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
            /** @description The conferences, sorted by their ids. */
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
                /** @description Its id of at most 256 characters; a new UUID when none is given. */
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
            /** @description The id is taken. */
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
            /** @description The id is taken. */
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
                /** @description Whether a beep is to be heard first; yes, true, y, t, 1 and on are true. */
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
                /** @description Names of the applications to listen for, separated by commas. At least one has to be given. */
                app?: string;
                /** @description Whether to subscribe to all channels and bridges; the same words are true. */
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
    userEvent: {
        parameters: {
            query?: {
                /** @description The application that gets the event. It has to be given. */
                application?: string;
                /** @description What the event is about, separated by commas: `channel:{channelId}`, `bridge:{bridgeId}`, `endpoint:{tech}/{resource}`. */
                source?: string;
            };
            header?: never;
            path: {
                /** @description The event's name; a slash in it is written `%2F`. */
                eventName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            /** @description No application; a source or variables that are none. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ApplicationNotFound"];
            /** @description Event source was not found. */
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
    listApplications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that somebody is connected for, or that are subscribed to something; sorted by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    getApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The application's name. */
                applicationName: components["parameters"]["ApplicationName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Application"];
            404: components["responses"]["ApplicationNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    subscribe: {
        parameters: {
            query?: {
                /** @description Separated by commas: `channel:{channelId}`, `bridge:{bridgeId}`, `endpoint:{tech}/{resource}`, `deviceState:{deviceName}`; without an id, all of that kind. It has to be given. */
                eventSource?: string;
            };
            header?: never;
            path: {
                /** @description The application's name. */
                applicationName: components["parameters"]["ApplicationName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Application"];
            /** @description No event source or one of another kind. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ApplicationNotFound"];
            /** @description Event source does not exist. */
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
    unsubscribe: {
        parameters: {
            query?: {
                /** @description Separated by commas: `channel:{channelId}`, `bridge:{bridgeId}`, `endpoint:{tech}/{resource}`, `deviceState:{deviceName}`; without an id, all of that kind. It has to be given. */
                eventSource?: string;
            };
            header?: never;
            path: {
                /** @description The application's name. */
                applicationName: components["parameters"]["ApplicationName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Application"];
            /** @description No event source or one of another kind. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ApplicationNotFound"];
            /** @description Event source was not subscribed to. */
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
    filter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The application's name. */
                applicationName: components["parameters"]["ApplicationName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Application"];
            /** @description Invalid format definition. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["ApplicationNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    getInfo: {
        parameters: {
            query?: {
                /** @description Which of build, system, config and status to answer, separated by commas; any other is ignored. */
                only?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it, or what was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AsteriskInfo"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lives. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AsteriskPing"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    listEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None; calls are not placed from here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    listEndpointsByTech: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A technology. */
                tech: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its endpoints. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"][];
                };
            };
            /** @description No endpoint is of that technology. */
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
    getEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A technology. */
                tech: string;
                /** @description The endpoint's id. */
                resource: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            /** @description There is no such endpoint. */
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
    listDeviceStates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None; none can be set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceState"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    getDeviceState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A device. */
                deviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UNKNOWN for a device whose name begins with `Stasis:`, INVALID for any other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceState"];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    updateDeviceState: {
        parameters: {
            query?: {
                /** @description The state. */
                deviceState?: string;
            };
            header?: never;
            path: {
                /** @description A device. */
                deviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            /** @description ARI does not control the device; here it controls none. */
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
    deleteDeviceState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A device. */
                deviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            /** @description ARI does not control the device; here it controls none. */
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
    listSounds: {
        parameters: {
            query?: {
                /** @description Only what is in that language. */
                lang?: string;
                /** @description Only what is in that format. */
                format?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None; nothing is played from here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sound"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    getSound: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The sound's id. */
                soundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sound. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sound"];
                };
            };
            /** @description There is no such sound. */
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
    listMailboxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"][];
                };
            };
            default: components["responses"]["Failure"];
        };
    };
    getMailbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The mailbox. */
                mailboxName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mailbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mailbox"];
                };
            };
            /** @description There is no such mailbox. */
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
    getPlayback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The playback's id. */
                playbackId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The playback. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playback"];
                };
            };
            404: components["responses"]["PlaybackNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    stopPlayback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The playback's id. */
                playbackId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            404: components["responses"]["PlaybackNotFound"];
            default: components["responses"]["Failure"];
        };
    };
    controlPlayback: {
        parameters: {
            query?: {
                /** @description One of restart, pause, unpause, reverse and forward. It has to be given. */
                operation?: string;
            };
            header?: never;
            path: {
                /** @description The playback's id. */
                playbackId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            /** @description The operation is missing or none of these. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            404: components["responses"]["PlaybackNotFound"];
            default: components["responses"]["Failure"];
        };
    };
}
