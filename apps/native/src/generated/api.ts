// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions, last created first, a page at a time. */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One session. */
        get: operations["getSession"];
        /**
         * Says whose call a session is, before or while its audio arrives.
         * @description Properties that are given replace known ones; the others stay. What the directory knows of the line is added: its owner, and the other half of device and number.
         */
        put: operations["describeSession"];
        post?: never;
        /**
         * Hangs up a live session's call, at the source that brings its audio.
         * @description Answers once the session is over and its recordings can be fetched. The session stays listed.
         */
        delete: operations["hangUpSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conferences, last created first, a page at a time. */
        get: operations["listConferences"];
        put?: never;
        /** Creates a conference without members, which lives until it is ended. */
        post: operations["createConference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{conference}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conference's UUID, or its name. */
                conference: components["parameters"]["ConferenceRef"];
            };
            cookie?: never;
        };
        /** One conference, live or ended. */
        get: operations["getConference"];
        put?: never;
        post?: never;
        /**
         * Ends a live conference.
         * @description Its members leave, and their calls go on; its recordings end and are kept. Answers once they can be fetched. The conference stays listed.
         */
        delete: operations["endConference"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/conferences/{conference}/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conference's UUID, or its name. */
                conference: components["parameters"]["ConferenceRef"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                id: components["parameters"]["SessionRef"];
            };
            cookie?: never;
        };
        get?: never;
        /** Brings a live session into a live conference, out of any other one. */
        put: operations["joinConference"];
        post?: never;
        /** Takes a session out of a live conference. Its call goes on. */
        delete: operations["leaveConference"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetches a call from an Asterisk that waits for us, by its WebSocket channel.
         * @description For ARI's external media of transport `websocket` and connection type `server`. Connects to the PBX's `/media/<MEDIA_WEBSOCKET_CONNECTION_ID>`, and answers once the session is live. Only hosts of `sources.asteriskWebsocket[].dialHosts` are connected to, and only for the account of that source.
         */
        post: operations["fetchCall"];
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
        /** Recordings, a page at a time. */
        get: operations["listRecordings"];
        put?: never;
        /** Begins to record a live session or conference. */
        post: operations["startRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        /** Everything that is known of a recording. */
        get: operations["getRecording"];
        put?: never;
        post?: never;
        /**
         * Discards a live recording; deletes an ended one and its audio.
         * @description One that is preserved stays, and the answer is 409 `recording-preserved`.
         */
        delete: operations["deleteRecording"];
        options?: never;
        head?: never;
        /**
         * Changes the name, note or tags of a recording, live or ended.
         * @description As a JSON Merge Patch (RFC 7396) does; null removes, and `tags` are replaced as a whole. A live recording that is renamed no longer replaces the recording of its former name. A name that another recording has is refused with 409 `recording-name-taken`.
         */
        patch: operations["changeRecording"];
        trace?: never;
    };
    "/recordings/{id}/preserved": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Has a recording kept, live or ended, until it is released.
         * @description Meanwhile nothing deletes, discards or replaces it, by whichever API.
         */
        put: operations["preserveRecording"];
        post?: never;
        /** Leaves a recording to retention and to its clients again. */
        delete: operations["releaseRecording"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspends capture until it is resumed. */
        post: operations["pauseRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a pause. */
        post: operations["resumeRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps silence instead of the audio until it is unmuted. */
        post: operations["muteRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/unmute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps the audio again. */
        post: operations["unmuteRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a live recording and keeps it. Answers once its audio can be fetched. */
        post: operations["stopRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/media": {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        /** The recording's audio as WAV. Takes ranges and conditions (RFC 9110). */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio. */
        head: operations["headMedia"];
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/media.wav": {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        /** The recording's audio as WAV, under a name that ends so. */
        get: operations["getMediaWav"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio. */
        head: operations["headMediaWav"];
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/media.mp3": {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        /** The recording's audio as MP3. */
        get: operations["getMediaMp3"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** As GET, without the audio. */
        head: operations["headMediaMp3"];
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The audio of many recordings as one zip file, with a list of them.
         * @description Streamed while it is made. `recordings/` has a file for each recording with audio, under a name made of its start and id; then come `manifest.csv`, a row for each recording, also for those without audio (`problem` says why), and `SHA256SUMS`, as `sha256sum --check` takes it. Each file counts as a download in the audit log. If an export breaks off, so does the connection: a zip file that can be opened is complete. A viewer's key may do this, too. At most two at once for an account (503 `busy`).
         */
        post: operations["exportRecordings"];
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
        /**
         * What happens to recordings, sessions and conferences, as it happens (server-sent events).
         * @description A stream that stays open. Each message has the type as `event`, and an `Event` in JSON as `data`. Those that are kept (`recording.started`, `paused`, `resumed`, `finished`, `failed`, `canceled`, `copied`, `updated` and `deleted`) have an `id`: given back as `Last-Event-ID`, the stream goes on right after it. The others have none, and are only told to who is connected. A comment comes every 15 seconds, with the `id` up to which everything has been told. A client that does not read for 30 seconds is disconnected, and can resume.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What receivers are, were or could not be told of recordings, last made first, a page at a time. */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has every dead delivery of the account sent again. */
        post: operations["replayDeadDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        /** One delivery. */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a delivery sent again, whatever became of it, with all its attempts before it. */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The users of the directory, the configuration's among those put in here, by name, a page at a time. */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/users/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's name, in any case. */
                username: components["parameters"]["UserRef"];
            };
            cookie?: never;
        };
        /** One user. */
        get: operations["getUser"];
        /**
         * Puts a user in, or in the place of the one of that name.
         * @description Properties that are left out are unknown, or have their defaults, afterwards; only the password stays as it was.
         */
        put: operations["putUser"];
        post?: never;
        /** Takes a user out of the directory. Recordings keep the user's name. */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Changes what is given of a user.
         * @description As a JSON Merge Patch (RFC 7396) does; null takes a property away, and `lines` are replaced as a whole.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/directory/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts many users in, each as PUT does; all of them, or none when one may not come in.
         * @description At most 5,000 rows, or users with 5,000 lines, and 4 MB, at most 500 plain passwords. Everything that is wrong is told at once: in `problems`, `path` is `/body/<line of the CSV>/<column>` or `/body/users/<index>/<property>`. Users who are not in it stay as they are.
         */
        post: operations["importDirectory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The users that were put in here, without their passwords, in the form that an import takes.
         * @description A row for each line of a user. A text that a spreadsheet would take for a formula has an apostrophe before it, which an import takes away again.
         */
        get: operations["exportDirectoryAsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/export.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The users that were put in here, without their passwords, in the form that an import takes. */
        get: operations["exportDirectoryAsJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what in the account, last done first, a page at a time. For administrators. */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as a table, first done first, all of it. For administrators.
         * @description A text that a spreadsheet would take for a formula has an apostrophe before it.
         */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks whether the audit log is as it was put down. For administrators. */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/retention/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What retention would delete if it ran now, a page at a time.
         * @description The first page has the sums. Pages follow the rules of the lines and then the account's; one may hold fewer recordings than `limit`, also none, and have a next one.
         */
        get: operations["previewRetention"];
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
        Uuid: string;
        /** @description Give it back as `after` to continue. Absent on the last page. */
        Next: string;
        /**
         * @description A call is one session, however many streams carry it. A session that has ended is live again when its call has another stream.
         * @enum {string}
         */
        SessionState: "expected" | "live" | "ended";
        /** @enum {string} */
        Direction: "unknown" | "incoming" | "outgoing";
        /** @enum {string} */
        RecordingState: "queued" | "recording" | "paused" | "finishing" | "done" | "failed" | "canceled";
        Line: {
            deviceName?: string;
            directoryNumber?: string;
        };
        Party: {
            firstName?: string;
            lastName?: string;
            phoneNumber?: string;
        };
        Metadata: {
            [key: string]: string;
        };
        CallDescription: {
            /** @description The PBX's own id of the call. */
            externalId?: string;
            line?: components["schemas"]["Line"];
            /** @description Who owns the line for this call. */
            user?: string;
            numericUserId?: string;
            direction?: components["schemas"]["Direction"];
            local?: components["schemas"]["Party"];
            remote?: components["schemas"]["Party"];
            /** @description A UUID, or any name. Sessions that give the same one are in one conference, recorded as one mix: it begins with the first and ends with the last, unless somebody created it. null takes the session out of its conference. */
            conferenceId?: string | null;
            metadata?: components["schemas"]["Metadata"];
        };
        CallFetch: {
            /** @description Of the scheme ws or wss, such as `ws://pbx:8088/media/<MEDIA_WEBSOCKET_CONNECTION_ID>`. */
            url: string;
            /** @description The session's UUID; that of the connection when it is absent. */
            id?: components["schemas"]["Uuid"];
            call?: components["schemas"]["CallDescription"];
        };
        /** @enum {string} */
        ConferenceState: "live" | "ended";
        ConferenceCreation: {
            /** @description Any text; a UUID is taken as its id. Its id when absent. No other live one has it. */
            name?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        Conference: {
            id: components["schemas"]["Uuid"];
            name: string;
            state: components["schemas"]["ConferenceState"];
            /** @description Whether somebody created it; else it lives until its last member leaves. */
            created: boolean;
            metadata: components["schemas"]["Metadata"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            endedAt?: string;
            links: {
                self: string;
                /** @description The live sessions that are in it. */
                members: string;
                recordings: string;
            };
        };
        CallConference: {
            id: components["schemas"]["Uuid"];
            name: string;
        };
        Call: {
            externalId?: string;
            line: components["schemas"]["Line"];
            user?: string;
            numericUserId?: string;
            direction: components["schemas"]["Direction"];
            local: components["schemas"]["Party"];
            remote: components["schemas"]["Party"];
            conference?: components["schemas"]["CallConference"];
            metadata: components["schemas"]["Metadata"];
        };
        Session: {
            id: components["schemas"]["Uuid"];
            state: components["schemas"]["SessionState"];
            /** @description The way in that brings its audio. */
            source?: string;
            call: components["schemas"]["Call"];
            /** @description Those that its streams have brought so far. */
            tracks: ("local" | "remote")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When its first stream began.
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description When its last stream ended. Absent while it is live, also when it is live again.
             */
            endedAt?: string;
            links: {
                self: string;
                recordings: string;
            };
        };
        /** @description Exactly one of `sessionId` and `conferenceId` is needed. */
        RecordingStart: {
            /** @description The session's UUID, or the PBX's own id of the call. */
            sessionId?: string;
            conferenceId?: string;
            /** @description Unique in the account; the recording's id when absent. At most 1024 bytes of UTF-8. */
            name?: string;
            /**
             * @description 1 (the default): both tracks mixed. 2: one to a channel, remote left and local right unless the account has it the other way round. A call that was kept from its start has the channels that its line says.
             * @enum {integer}
             */
            channels?: 1 | 2;
            /** @enum {string} */
            track?: "both" | "local" | "remote";
            /**
             * @description What to do when a stored recording has the name.
             * @enum {string}
             */
            ifExists?: "fail" | "overwrite" | "append";
            /** @description 0 means no limit. */
            maxDurationMs?: number;
            /** @description 0 means no limit. */
            maxSilenceMs?: number;
            /** @description Ends it when its calls send nothing at all for so long. 0 means no limit. */
            maxStallMs?: number;
            /** @description DTMF digits that end it. */
            terminateOn?: string;
            trimSilence?: boolean;
            /** @description Whether the parties hear a beep first. */
            beep?: boolean;
            /** @description Whether it goes back to the start of the call, where the call's line has it kept. */
            wholeCall?: boolean;
            /** @description Refuse when it is being recorded already. */
            exclusive?: boolean;
        };
        RecordingPatch: {
            /** @description Unique in the account; null names it by its id. At most 1024 bytes of UTF-8. */
            name?: string | null;
            note?: string | null;
            /** @description All tags that it has afterwards, none twice. A tag neither begins nor ends with white space. */
            tags?: string[] | null;
        };
        Pause: {
            /**
             * @description Whether paused audio is left out (the default) or kept as silence.
             * @enum {string}
             */
            behavior?: "skip" | "silence";
        };
        Recording: {
            id: components["schemas"]["Uuid"];
            name: string;
            identities: components["schemas"]["Identities"];
            state: components["schemas"]["RecordingState"];
            muted: boolean;
            target: components["schemas"]["Target"];
            call: components["schemas"]["Call"];
            settings: components["schemas"]["Settings"];
            origin: components["schemas"]["Origin"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            endedAt?: string;
            /** @enum {string} */
            endReason?: "requested" | "hangup" | "max-duration" | "max-silence" | "dtmf" | "stalled" | "shutdown" | "interrupted";
            /** @description Why it failed. */
            cause?: string;
            /** @description Length of the audio so far. */
            durationMs: number;
            /** @description Total of its pauses so far. */
            pausedMs: number;
            /** @enum {string} */
            pauseBehavior?: "skip" | "silence";
            media?: components["schemas"]["Media"];
            damage?: components["schemas"]["Damage"];
            /** @description What somebody wrote about it. */
            note?: string;
            /** @description Labels that somebody gave it. */
            tags?: string[];
            /** @description Whether it stays until it is released. */
            preserved?: boolean;
            /** @description Who had it preserved. */
            preservingUsername?: string;
            links: components["schemas"]["RecordingLinks"];
        };
        Identities: {
            asterisk: {
                name: string;
            };
            imagicle: {
                id: components["schemas"]["Uuid"];
            };
            signalwire: {
                sid: components["schemas"]["Uuid"];
                accountSid: components["schemas"]["Uuid"];
                uri: string;
            };
        };
        Target: {
            /** @enum {string} */
            kind: "session" | "conference";
            id: components["schemas"]["Uuid"];
        };
        Settings: {
            /** @enum {integer} */
            channels: 1 | 2;
            /** @enum {string} */
            track: "both" | "local" | "remote";
            /**
             * @description Which side of the call is left in stereo. Absent of what was recorded elsewhere.
             * @enum {string}
             */
            stereo?: "remote-left" | "local-left";
            sampleRateHz?: number;
            maxDurationMs: number;
            maxSilenceMs: number;
            maxStallMs: number;
            terminateOn: string;
            trimSilence: boolean;
            beep: boolean;
            wholeCall: boolean;
            requestedFormat?: string;
        };
        Origin: {
            /** @description The dialect that it came in by, `line` or `copy`. */
            via: string;
            username?: string;
        };
        Media: {
            durationMs: number;
            sampleRateHz: number;
            /** @description What each channel holds, left first: one side of the call, or both mixed. Stereo that was recorded elsewhere is unknown. */
            channels: ("remote" | "local" | "mix" | "unknown")[];
            bytes: number;
            /** @description Of the WAV as it is stored. */
            sha256: string;
            gaps: components["schemas"]["Gap"][];
            talkingMs?: number;
            silenceMs?: number;
        };
        /**
         * @description What is wrong with the audio in the store, once it was noticed. Requests for damaged audio are answered with
         *     500 and the code `media-unreadable`.
         */
        Damage: {
            /** @enum {string} */
            kind: "missing" | "truncated" | "changed";
            /** Format: date-time */
            noticedAt: string;
        };
        Gap: {
            /** @description Where in the audio, which has silence there. What was missed after the end (`crash`), or before a late begin (`overload`, `no-space`, `error`), takes no time in it. */
            offsetMs: number;
            lengthMs: number;
            expectedFrames: number;
            receivedFrames: number;
            /**
             * @description Lost on its way; later than a recording waits; the disk could not follow; the process died. Or, at the front of what should have begun earlier: the process was too busy; the store had no room; something else failed, as the log says.
             * @enum {string}
             */
            reason: "network" | "late" | "back-pressure" | "crash" | "overload" | "no-space" | "error";
            /** @enum {string} */
            track?: "local" | "remote";
        };
        /** @description Absolute paths of the recording in each dialect, as far as its present state has them. */
        RecordingLinks: {
            self: string;
            session?: string;
            wav?: string;
            mp3?: string;
            asterisk: components["schemas"]["Links"];
            imagicle: components["schemas"]["Links"];
            signalwire: components["schemas"]["Links"];
        };
        Links: {
            [key: string]: string;
        };
        /** @description Neither begins nor ends with white space, and holds no control characters. */
        UserText: string;
        /**
         * @description Records own calls; sees own recordings as well; manages everybody's. Imagicle's levels 1, 2 and 10.
         * @enum {string}
         */
        UserRole: "recorder" | "reader" | "manager";
        /** @description Plain, or `scrypt:…` as `tricord hash` makes it. Kept as a hash and never shown. Null takes it away: who has none cannot log in. */
        UserPassword: string | null;
        UserLine: {
            deviceName: components["schemas"]["UserText"];
            directoryNumber: components["schemas"]["UserText"];
            /**
             * @description Whether the line can be recorded on request.
             * @default true
             */
            monitorable: boolean;
            /**
             * @default on-demand
             * @enum {string}
             */
            recordingMode: "automatic" | "on-demand" | "live-keep";
            recording?: components["schemas"]["LineRecording"];
        };
        /** @description How the calls of an automatic line are recorded; of a line in mode live-keep, only `channels` counts. Where several lines of a call differ, the one that keeps more counts. */
        LineRecording: {
            /**
             * @description 1 (the default): both sides mixed. 2: stereo.
             * @enum {integer}
             */
            channels?: 1 | 2;
            /** @description Whether the parties hear a beep first. Not by default. */
            beep?: boolean;
            /** @description Ends the recording when it is so long. 0 (the default) means no limit. */
            maxDurationMs?: number;
        };
        UserPut: {
            /** @description As in the path; the case may differ, and is kept. */
            username?: components["schemas"]["UserText"];
            numericUserId?: components["schemas"]["UserText"];
            firstName?: components["schemas"]["UserText"];
            lastName?: components["schemas"]["UserText"];
            group?: components["schemas"]["UserText"];
            department?: components["schemas"]["UserText"];
            role?: components["schemas"]["UserRole"];
            lines?: components["schemas"]["UserLine"][];
            password?: components["schemas"]["UserPassword"];
        };
        NullableUserText: string | null;
        UserPatch: {
            /** @description As in the path; the case may differ, and is kept. */
            username?: components["schemas"]["UserText"];
            numericUserId?: components["schemas"]["NullableUserText"];
            firstName?: components["schemas"]["NullableUserText"];
            lastName?: components["schemas"]["NullableUserText"];
            group?: components["schemas"]["NullableUserText"];
            department?: components["schemas"]["NullableUserText"];
            role?: components["schemas"]["UserRole"];
            lines?: components["schemas"]["UserLine"][];
            password?: components["schemas"]["UserPassword"];
        };
        User: {
            username: string;
            /** @description Tells apart users who share one extension. */
            numericUserId?: string;
            firstName?: string;
            lastName?: string;
            group?: string;
            department?: string;
            role: components["schemas"]["UserRole"];
            lines: {
                deviceName: string;
                directoryNumber: string;
                monitorable: boolean;
                /** @enum {string} */
                recordingMode: "automatic" | "on-demand" | "live-keep";
                recording?: components["schemas"]["LineRecording"];
            }[];
            /** @description Who has none cannot log in. */
            hasPassword: boolean;
            /** @description The configuration has the user, and only there can it be changed. */
            readOnly: boolean;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
            links: {
                self: string;
            };
        };
        /** @description Exactly one of `recordingIds` and `filter` is needed. */
        Export: {
            recordingIds?: components["schemas"]["Uuid"][];
            filter?: components["schemas"]["ExportFilter"];
            /**
             * @default wav
             * @enum {string}
             */
            format: "wav" | "mp3";
        };
        /** @description Each as the parameter of its name in `GET /recordings`. At most 10,000 recordings may match. */
        ExportFilter: {
            state?: components["schemas"]["RecordingState"][];
            sessionId?: components["schemas"]["Uuid"];
            conferenceId?: string;
            username?: string;
            numericUserId?: string;
            directoryNumber?: string;
            deviceName?: string;
            /** Format: date-time */
            createdFrom?: string;
            /** Format: date-time */
            createdBefore?: string;
            namePrefix?: string;
            remoteNumber?: string;
            direction?: components["schemas"]["Direction"];
            durationFromMs?: number;
            durationToMs?: number;
            externalId?: string;
            metadata?: string[];
            tag?: string[];
            q?: string;
        };
        /** @enum {string} */
        EventType: "recording.queued" | "recording.started" | "recording.paused" | "recording.resumed" | "recording.muted" | "recording.unmuted" | "recording.preserved" | "recording.released" | "recording.updated" | "recording.finishing" | "recording.finished" | "recording.failed" | "recording.canceled" | "recording.copied" | "recording.deleted" | "session.started" | "session.resumed" | "session.updated" | "session.ended" | "conference.created" | "conference.ended" | "conference.joined" | "conference.left";
        /** @description A message of `/events`. Of `conference.joined` and `conference.left`, `data` is the session. */
        Event: {
            type: components["schemas"]["EventType"];
            /** Format: date-time */
            timestamp: string;
            /** @description What it happened to, as it was right after. */
            data: components["schemas"]["Recording"] | components["schemas"]["Session"] | components["schemas"]["Conference"];
        };
        /**
         * @description Still to be sent; taken by the receiver; given up.
         * @enum {string}
         */
        DeliveryState: "pending" | "delivered" | "dead";
        Delivery: {
            id: components["schemas"]["Uuid"];
            /** @description Who asked for it: `webhook` (the configuration) or `laml-callback` (a client). */
            kind: string;
            /** @description Where it goes; a password in it is not shown. */
            url: string;
            /** @description What is told, such as `recording.finished`. */
            event: string;
            recordingId: components["schemas"]["Uuid"];
            state: components["schemas"]["DeliveryState"];
            /** @description Since it was made or replayed. */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Absent while it waits for an earlier one about the same recording to the same receiver.
             */
            nextAttemptAt?: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description HTTP status of the last answer. */
            lastStatus?: number;
            /** @description Why the last attempt failed. */
            lastError?: string;
            links: {
                self: string;
                recording: string;
            };
        };
        /** @enum {string} */
        AuditAction: "recording.start" | "recording.stop" | "recording.pause" | "recording.resume" | "recording.mute" | "recording.unmute" | "recording.discard" | "recording.fail" | "recording.download" | "recording.delete" | "recording.copy" | "recording.upload" | "recording.edit" | "recording.preserve" | "recording.release" | "retention.delete" | "directory.change" | "webhook.replay";
        AuditEntry: {
            /** @description Its place in the account's log: 1, 2, 3, … */
            seq: number;
            /** Format: date-time */
            at: string;
            actor: {
                username?: string;
                /** @description The dialect, `native`, `line` or `system`. */
                via: string;
                /** @description The network address of the client. */
                address?: string;
            };
            action: components["schemas"]["AuditAction"];
            /** @description The action in words, such as `Download Recording`. */
            event: string;
            recordingId?: components["schemas"]["Uuid"];
            /** @description What else it was done to. */
            subject?: string;
            details: {
                [key: string]: string | number | boolean;
            };
            /** @description The hash of the entry before it. */
            prevHash: string;
            hash: string;
        };
        AuditVerdict: {
            intact: boolean;
            /** @description How many, from the first one on, are as they were put down. */
            entries: number;
            head?: {
                seq: number;
                hash: string;
            };
            broken?: {
                seq: number;
                /** @enum {string} */
                damage: "changed" | "replaced" | "removed" | "inserted" | "head-missing" | "unexpected";
            };
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            /** @description For programs; one code is always one kind of problem. */
            code: string;
            /** @description Facts about the failure, such as the recording's state. */
            details?: {
                [key: string]: unknown;
            };
            problems?: {
                path: string;
                message: string;
            }[];
        };
    };
    responses: {
        /** @description The user as it is now. */
        User: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"];
            };
        };
        /** @description The recording as it is now. */
        Recording: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Recording"];
            };
        };
        /** @description The delivery as it is now. */
        Delivery: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Delivery"];
            };
        };
        /** @description What went wrong (RFC 9457). */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        DeviceName: string;
        DirectoryNumber: string;
        /** @description Compared without regard to case for users of the directory. */
        Username: string;
        NumericUserId: string;
        Limit: number;
        /** @description The `next` of the page before, with the same filters. */
        After: string;
        /** @description Created at or after. */
        CreatedFrom: string;
        CreatedBefore: string;
        /** @description Done at or after. */
        AuditFrom: string;
        /** @description Done before. */
        AuditUntil: string;
        /** @description The session's UUID, or the PBX's own id of the call. */
        SessionRef: string;
        /** @description The conference's UUID, or its name. */
        ConferenceRef: string;
        RecordingId: components["schemas"]["Uuid"];
        DeliveryId: components["schemas"]["Uuid"];
        /** @description The user's name, in any case. */
        UserRef: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listSessions: {
        parameters: {
            query?: {
                state?: components["schemas"]["SessionState"][];
                deviceName?: components["parameters"]["DeviceName"];
                directoryNumber?: components["parameters"]["DirectoryNumber"];
                /** @description Compared without regard to case for users of the directory. */
                username?: components["parameters"]["Username"];
                numericUserId?: components["parameters"]["NumericUserId"];
                /** @description The conference's UUID, or the name that its sessions were given. */
                conferenceId?: string;
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same filters. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessions: components["schemas"]["Session"][];
                        next?: components["schemas"]["Next"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session's UUID, or the PBX's own id of the call. */
                id: components["parameters"]["SessionRef"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    describeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The UUID under which the audio will arrive. */
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CallDescription"];
            };
        };
        responses: {
            /** @description The session was known already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The session is expected from now on. */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    hangUpSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session's UUID, or the PBX's own id of the call. */
                id: components["parameters"]["SessionRef"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listConferences: {
        parameters: {
            query?: {
                state?: components["schemas"]["ConferenceState"][];
                /** @description Created at or after. */
                createdFrom?: components["parameters"]["CreatedFrom"];
                createdBefore?: components["parameters"]["CreatedBefore"];
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same filters. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of conferences. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conferences: components["schemas"]["Conference"][];
                        next?: components["schemas"]["Next"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createConference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConferenceCreation"];
            };
        };
        responses: {
            /** @description The conference, live. */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conference"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conference's UUID, or its name. */
                conference: components["parameters"]["ConferenceRef"];
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
            default: components["responses"]["Problem"];
        };
    };
    endConference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conference's UUID, or its name. */
                conference: components["parameters"]["ConferenceRef"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    joinConference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conference's UUID, or its name. */
                conference: components["parameters"]["ConferenceRef"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                id: components["parameters"]["SessionRef"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in the conference. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    leaveConference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conference's UUID, or its name. */
                conference: components["parameters"]["ConferenceRef"];
                /** @description The session's UUID, or the PBX's own id of the call. */
                id: components["parameters"]["SessionRef"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has left. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    fetchCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallFetch"];
            };
        };
        responses: {
            /** @description The session, live. */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecordings: {
        parameters: {
            query?: {
                state?: components["schemas"]["RecordingState"][];
                sessionId?: components["schemas"]["Uuid"];
                /** @description The conference's UUID, or the name that its sessions were given. */
                conferenceId?: string;
                /** @description Compared without regard to case for users of the directory. */
                username?: components["parameters"]["Username"];
                numericUserId?: components["parameters"]["NumericUserId"];
                directoryNumber?: components["parameters"]["DirectoryNumber"];
                deviceName?: components["parameters"]["DeviceName"];
                /** @description Created at or after. */
                createdFrom?: components["parameters"]["CreatedFrom"];
                createdBefore?: components["parameters"]["CreatedBefore"];
                namePrefix?: string;
                /** @description The number on the other side, exactly. */
                remoteNumber?: string;
                direction?: components["schemas"]["Direction"];
                /** @description Stored audio of at least this length. */
                durationFromMs?: number;
                /** @description Stored audio of at most this length. */
                durationToMs?: number;
                /** @description The PBX's own id of the call, exactly. */
                externalId?: string;
                /** @description The call's metadata has this, exactly, as `name=value`. Several must all be there. */
                metadata?: string[];
                /** @description The recording has this tag, exactly. Several must all be there. */
                tag?: string[];
                /** @description Words, each a part of a name (of the recording, a party, the user, the conference), a number, the note or a tag. Compared without regard to case and accents. */
                q?: string;
                /** @description Last created first, or by the bytes of the name. */
                order?: "newest" | "name";
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same filters. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of recordings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recordings: components["schemas"]["Recording"][];
                        next?: components["schemas"]["Next"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingStart"];
            };
        };
        responses: {
            /** @description The recording, begun; still queued when that takes longer than two seconds. */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    deleteRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["RecordingPatch"];
                "application/json": components["schemas"]["RecordingPatch"];
            };
        };
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    preserveRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    releaseRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    pauseRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Pause"];
            };
        };
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    resumeRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    muteRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    unmuteRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    stopRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Recording"];
            default: components["responses"]["Problem"];
        };
    };
    getMedia: {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audio. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The audio has not changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The audio has no such range. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    headMedia: {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audio. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The audio has not changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The audio has no such range. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getMediaWav: {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audio. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The audio has not changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The audio has no such range. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    headMediaWav: {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audio. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The audio has not changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The audio has no such range. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getMediaMp3: {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audio. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": string;
                };
            };
            /** @description The audio has not changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The audio has no such range. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    headMediaMp3: {
        parameters: {
            query?: {
                /** @description As recorded when it is absent. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description As recorded when it is absent. A recording of one channel has no two. */
                channels?: 1 | 2;
                /** @description Whether a browser should save it. */
                download?: boolean;
            };
            header?: never;
            path: {
                id: components["parameters"]["RecordingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audio. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": string;
                };
            };
            /** @description The audio has not changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The audio has no such range. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    exportRecordings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Export"];
            };
        };
        responses: {
            /** @description The zip file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /** @description Only events of these types. */
                type?: components["schemas"]["EventType"][];
                /** @description Only events of this recording. */
                recordingId?: components["schemas"]["Uuid"];
                /** @description Only events of this session and of its recordings. */
                sessionId?: components["schemas"]["Uuid"];
            };
            header?: {
                /** @description The last `id` that was received. Without it, the stream begins now. When what follows it is no longer kept (`events.keepMs`, `events.keepCount`), the answer is 410 `events-not-kept`: read the lists, and connect without it. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                state?: components["schemas"]["DeliveryState"][];
                recordingId?: components["schemas"]["Uuid"];
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same filters. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        next?: components["schemas"]["Next"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayDeadDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are pending. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many they are. */
                        replayed: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Delivery"];
            default: components["responses"]["Problem"];
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Delivery"];
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same filters. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["User"][];
                        next?: components["schemas"]["Next"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's name, in any case. */
                username: components["parameters"]["UserRef"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            default: components["responses"]["Problem"];
        };
    };
    putUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's name, in any case. */
                username: components["parameters"]["UserRef"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPut"];
            };
        };
        responses: {
            200: components["responses"]["User"];
            /** @description The user, who was not there before. */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's name, in any case. */
                username: components["parameters"]["UserRef"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is gone, and is let in nowhere any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user's name, in any case. */
                username: components["parameters"]["UserRef"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            200: components["responses"]["User"];
            default: components["responses"]["Problem"];
        };
    };
    importDirectory: {
        parameters: {
            query?: {
                /** @description Whether to say only what would come of it. */
                dryRun?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/json": {
                    users: unknown[];
                };
            };
        };
        responses: {
            /** @description All users have come in, or would. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        created: number;
                        replaced: number;
                        dryRun: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportDirectoryAsCsv: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportDirectoryAsJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["UserPut"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                recordingId?: components["schemas"]["Uuid"];
                /** @description Whoever did it, in any case. */
                username?: string;
                action?: components["schemas"]["AuditAction"];
                /** @description Done at or after. */
                from?: components["parameters"]["AuditFrom"];
                /** @description Done before. */
                until?: components["parameters"]["AuditUntil"];
                order?: "newest" | "oldest";
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same filters. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
                        next?: components["schemas"]["Next"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                recordingId?: components["schemas"]["Uuid"];
                username?: string;
                action?: components["schemas"]["AuditAction"];
                /** @description Done at or after. */
                from?: components["parameters"]["AuditFrom"];
                /** @description Done before. */
                until?: components["parameters"]["AuditUntil"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A row for each entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyAudit: {
        parameters: {
            query?: {
                /** @description With `hash`, the end that the log had at an earlier time; it must still be in it. */
                seq?: number;
                hash?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerdict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewRetention: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same filters. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of recordings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many recordings; on the first page. */
                        count?: number;
                        /** @description Of their audio; on the first page. */
                        bytes?: number;
                        recordings: components["schemas"]["Recording"][];
                        next?: components["schemas"]["Next"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
