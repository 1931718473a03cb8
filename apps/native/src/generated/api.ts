// Generated from openapi.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the gateway is, and what the account has live and waiting. */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
         * @description Given properties replace existing ones; the others stay. The directory's data about the line is added: its owner, and the other half of device and number.
         */
        put: operations["describeSession"];
        post?: never;
        /**
         * Hangs up a live session's call, at the source that brings its audio, or withdraws an expected session.
         * @description Responds once the session is over and its recordings can be fetched. A session that was live stays listed; one that was
         *     expected is gone.
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
         * @description Its members leave, and their calls continue; its recordings end and are kept. Responds once they can be fetched. The conference stays listed.
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
        /** Removes a session from a live conference. Its call continues. */
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
         * Connects to a waiting WebSocket channel of an Asterisk, and takes its call.
         * @description For ARI's external media of transport `websocket` and connection type `server`. Connects to the PBX's `/media/<MEDIA_WEBSOCKET_CONNECTION_ID>`, and responds once the session is live. Only hosts in `sources.asteriskWebsocket[].dialHosts` are allowed, and only for the account of that source.
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
         * @description A preserved recording is not deleted, and the response is 409 `recording-preserved`.
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
         * @description Until it is released, nothing deletes, discards or replaces it, through any API.
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
        /**
         * Ends a live recording and keeps it. Answers once its audio can be fetched.
         * @description If it fails as it ends, the answer is 409 `recording-not-live`, with `failed` in `state`.
         */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
        /** The recording's audio as WAV. Supports ranges and conditions (RFC 9110). */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
         * @description Streamed while it is made. `recordings/` has a file for each recording with audio, under a name made of its start and id; then come `manifest.csv`, a row for each recording, also for those without audio (`problem` says why), and `SHA256SUMS`, as `sha256sum --check` takes it. Each file counts as a download in the audit log. If an export breaks off, so does the connection: a zip file that can be opened is complete. A viewer's key may do this, too. At most two at once for an account, and one for each user or key (503 `busy`).
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
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The accounts of the configuration in use, with their keys, but not the secrets.
         * @description Needs a key that may manage (`manage`).
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/config/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads the configuration again, and goes on with it, without touching calls.
         * @description Needs a key that may manage (`manage`). A configuration with problems changes nothing: 422 `configuration-invalid`, with every problem.
         */
        post: operations["reloadConfig"];
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
         * @description Omitted properties become unknown, or get their defaults; only the password is kept.
         */
        put: operations["putUser"];
        post?: never;
        /** Takes a user out of the directory. Recordings keep the user's name. */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Changes what is given of a user.
         * @description A JSON Merge Patch (RFC 7396); null removes a property, and `lines` are replaced as a whole.
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
         * Imports users, each like PUT; all of them, or none if one is invalid.
         * @description At most 5,000 rows, or users with 5,000 lines, and 4 MB, at most 500 plain passwords. All problems are reported at once: in `problems`, `path` is `/body/<line of the CSV>/<column>` or `/body/users/<index>/<property>`. Users who are not in it stay as they are.
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
         * @description A row for each line of a user. Text that a spreadsheet would treat as a formula has a leading apostrophe, which an import removes again.
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
         * @description Text that a spreadsheet would treat as a formula has a leading apostrophe.
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
         * @description The first page has the totals. Pages follow the rules of the lines and then the account's; a page may have fewer recordings than `limit`, even none, and still have a next one.
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
        Account: {
            id: components["schemas"]["Uuid"];
            /** @description The second id of the account. */
            alias?: string;
            name: string;
            keys: {
                /** @description Who has the key. */
                name?: string;
                /** @enum {string} */
                role: "admin" | "viewer";
                /** @description Whether it may manage the installation. */
                manage: boolean;
                /** @description Whether the configuration has only its hash. */
                hashed: boolean;
            }[];
        };
        Uuid: string;
        /**
         * @description A time (RFC 3339), or a date, which is a day in UTC.
         * @example 2026-11-01
         */
        TimeOrDay: string;
        /** @description Pass it as `after` to get the next page. Absent on the last page. */
        Next: string;
        Status: {
            version: string;
            /**
             * Format: date-time
             * @description When the process was started.
             */
            startedAt: string;
            uptimeMs: number;
            /** @description Whether every check passes, as `/readyz` has them. */
            ready: boolean;
            checks: {
                [key: string]: "ok" | "failed";
            };
            /** @description Why checks fail, where that is known. */
            reasons: {
                [key: string]: string;
            };
            /** @description The account's, as all numbers below; counted up to 1000. */
            sessions: {
                live: number;
            };
            recordings: {
                /** @description Queued, recording, paused or finishing. */
                live: number;
            };
            deliveries: {
                /** @description Still to be sent. */
                pending: number;
                /** @description Given up. */
                dead: number;
                /** @description Whether nothing is sent, by any account, since a restore, until `tricord webhooks release`. */
                held: boolean;
            };
            storage: {
                /** @description Absent if the store knows no limit. */
                freeBytes?: number;
            };
        };
        /**
         * @description A call is one session, however many streams carry it. An ended session becomes live again when its call gets another stream.
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
            /** @description Who owns the line for this call, by user name or PBX user name. */
            user?: string;
            numericUserId?: string;
            numericPartitionId?: string;
            direction?: components["schemas"]["Direction"];
            local?: components["schemas"]["Party"];
            remote?: components["schemas"]["Party"];
            /** @description A UUID, or any name. Sessions with the same value are in one conference, recorded as one mix: it starts with the first and ends with the last, unless it was created explicitly. null removes the session from its conference. */
            conferenceId?: string | null;
            metadata?: components["schemas"]["Metadata"];
        };
        CallFetch: {
            /** @description Of the scheme ws or wss, such as `ws://pbx:8088/media/<MEDIA_WEBSOCKET_CONNECTION_ID>`. */
            url: string;
            /** @description The session's UUID; default, that of the connection. */
            id?: components["schemas"]["Uuid"];
            call?: components["schemas"]["CallDescription"];
        };
        /** @enum {string} */
        ConferenceState: "live" | "ended";
        ConferenceCreation: {
            /** @description Any text; a UUID becomes its id. Default, its id. Unique among live conferences. */
            name?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        Conference: {
            id: components["schemas"]["Uuid"];
            name: string;
            state: components["schemas"]["ConferenceState"];
            /** @description Whether it was created explicitly; otherwise it ends when its last member leaves. */
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
                /** @description Its live sessions. */
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
            numericPartitionId?: string;
            /** @description The owner's group when the call was described last. Its supervisors see the call's recordings. */
            group?: string;
            direction: components["schemas"]["Direction"];
            local: components["schemas"]["Party"];
            remote: components["schemas"]["Party"];
            conference?: components["schemas"]["CallConference"];
            metadata: components["schemas"]["Metadata"];
        };
        Session: {
            id: components["schemas"]["Uuid"];
            state: components["schemas"]["SessionState"];
            /** @description The source of its audio. */
            source?: string;
            call: components["schemas"]["Call"];
            /** @description The tracks of its streams so far. */
            tracks: ("local" | "remote")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When its first stream started.
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description When its last stream ended. Absent while it is live, including when it became live again.
             */
            endedAt?: string;
            links: {
                self: string;
                recordings: string;
            };
        };
        /** @description Exactly one of `target`, `sessionId` and `conferenceId` is needed. */
        RecordingStart: {
            /** @description What to record, as a recording shows it. */
            target?: {
                /** @enum {string} */
                kind: "session" | "conference";
                /** @description As `sessionId` or `conferenceId`. */
                id: string;
            };
            /** @description The session's UUID, or the PBX's own id of the call. */
            sessionId?: string;
            conferenceId?: string;
            /** @description Unique in the account; default, the recording's id. At most 1024 bytes of UTF-8. */
            name?: string;
            /**
             * @description 1 (the default): both tracks mixed. 2: one track per channel, remote left and local right unless the account is configured otherwise. A call captured from its start has the channels configured for its line.
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
            /** @description Ends it when its calls send nothing at all for this long. 0 means no limit. */
            maxStallMs?: number;
            /** @description DTMF digits that end it. */
            terminateOn?: string;
            trimSilence?: boolean;
            /** @description Whether the parties hear a beep first. */
            beep?: boolean;
            /** @description Whether to include audio from the start of the call, if the call's line captures it. */
            wholeCall?: boolean;
            /** @description Refuse if the target is already being recorded. */
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
            /** @description A user's note about it. */
            note?: string;
            /** @description Who wrote the note, if known: the name of a user or a key. */
            noteAuthor?: string;
            /** @description Labels that users gave it. */
            tags?: string[];
            /** @description Whether it is kept until it is released. */
            preserved?: boolean;
            /** @description The user who preserved it. */
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
             * @description Which side of the call is the left channel in stereo. Absent for imported recordings.
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
            /** @description The dialect of the request, `line` or `copy`. */
            via: string;
            username?: string;
        };
        Media: {
            durationMs: number;
            sampleRateHz: number;
            /** @description The content of each channel, left first: one side of the call, or both mixed. Unknown for imported stereo. */
            channels: ("remote" | "local" | "mix" | "unknown")[];
            bytes: number;
            /** @description Of the stored WAV. */
            sha256: string;
            gaps: components["schemas"]["Gap"][];
            talkingMs?: number;
            silenceMs?: number;
        };
        /**
         * @description What is wrong with the stored audio, once it was noticed. Requests for damaged audio are answered with
         *     500 and the code `media-unreadable`.
         */
        Damage: {
            /** @enum {string} */
            kind: "missing" | "truncated" | "changed";
            /** Format: date-time */
            noticedAt: string;
        };
        Gap: {
            /** @description Position in the audio, which has silence there. What was missed after the end (`crash`), or before a late start (`overload`, `no-space`, `error`), takes no time in it. */
            offsetMs: number;
            lengthMs: number;
            expectedFrames: number;
            receivedFrames: number;
            /**
             * @description Lost in the network; later than a recording waits; the disk was too slow; the process died. Or, before the start of a late recording: the process was too busy; the store had no space; another failure, which is logged.
             * @enum {string}
             */
            reason: "network" | "late" | "back-pressure" | "crash" | "overload" | "no-space" | "error";
            /** @enum {string} */
            track?: "local" | "remote";
        };
        /** @description Absolute paths of the recording in each dialect, if available in its current state. */
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
        /** @description Without leading or trailing white space, and without control characters. */
        UserText: string;
        /**
         * @description Records own calls; sees own recordings as well; manages everybody's. Imagicle's levels 1, 2 and 10.
         * @enum {string}
         */
        UserRole: "recorder" | "reader" | "manager";
        /** @description Plain, or `scrypt:…` from `tricord hash`. Stored as a hash and never shown. Null removes it: without a password, a user cannot log in. */
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
            /** @description Ends the recording at this length. 0 (the default) means no limit. */
            maxDurationMs?: number;
        };
        UserPut: {
            /** @description As in the path; the case may differ, and is kept. */
            username?: components["schemas"]["UserText"];
            pbxUsername?: components["schemas"]["UserText"];
            numericUserId?: components["schemas"]["UserText"];
            numericPartitionId?: components["schemas"]["UserText"];
            firstName?: components["schemas"]["UserText"];
            lastName?: components["schemas"]["UserText"];
            email?: components["schemas"]["UserText"];
            mail?: components["schemas"]["UserMail"];
            group?: components["schemas"]["UserText"];
            supervisedGroups?: components["schemas"]["UserTexts"];
            department?: components["schemas"]["UserText"];
            aliasNumbers?: components["schemas"]["UserTexts"];
            role?: components["schemas"]["UserRole"];
            lines?: components["schemas"]["UserLine"][];
            password?: components["schemas"]["UserPassword"];
        };
        /**
         * @description Whether the user is mailed of new recordings: with a link to the audio, or with the audio as an MP3 unless it is too long. Not by default; needs `email`.
         * @enum {string}
         */
        UserMail: "none" | "link" | "file";
        /** @description No item twice, and none with a `|`. */
        UserTexts: components["schemas"]["UserText"][];
        NullableUserText: string | null;
        NullableUserTexts: components["schemas"]["UserText"][] | null;
        UserPatch: {
            /** @description As in the path; the case may differ, and is kept. */
            username?: components["schemas"]["UserText"];
            pbxUsername?: components["schemas"]["NullableUserText"];
            numericUserId?: components["schemas"]["NullableUserText"];
            numericPartitionId?: components["schemas"]["NullableUserText"];
            firstName?: components["schemas"]["NullableUserText"];
            lastName?: components["schemas"]["NullableUserText"];
            email?: components["schemas"]["NullableUserText"];
            mail?: components["schemas"]["UserMail"];
            group?: components["schemas"]["NullableUserText"];
            supervisedGroups?: components["schemas"]["NullableUserTexts"];
            department?: components["schemas"]["NullableUserText"];
            aliasNumbers?: components["schemas"]["NullableUserTexts"];
            role?: components["schemas"]["UserRole"];
            lines?: components["schemas"]["UserLine"][];
            password?: components["schemas"]["UserPassword"];
        };
        User: {
            username: string;
            /** @description The name by which the PBX knows the user. */
            pbxUsername?: string;
            /** @description Distinguishes users who share an extension. */
            numericUserId?: string;
            /** @description Distinguishes users who share an extension and have the same numeric id. */
            numericPartitionId?: string;
            firstName?: string;
            lastName?: string;
            email?: string;
            mail?: components["schemas"]["UserMail"];
            group?: string;
            /** @description The groups whose recordings the user looks after. */
            supervisedGroups?: string[];
            department?: string;
            /** @description Public numbers of the first line. */
            aliasNumbers?: string[];
            role: components["schemas"]["UserRole"];
            lines: {
                deviceName: string;
                directoryNumber: string;
                monitorable: boolean;
                /** @enum {string} */
                recordingMode: "automatic" | "on-demand" | "live-keep";
                recording?: components["schemas"]["LineRecording"];
            }[];
            /** @description Without a password, a user cannot log in. */
            hasPassword: boolean;
            /** @description The user is from the configuration, and can only be changed there. */
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
            createdFrom?: components["schemas"]["TimeOrDay"];
            createdBefore?: components["schemas"]["TimeOrDay"];
            createdTo?: components["schemas"]["TimeOrDay"];
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
         * @description Still to be sent; accepted by the receiver; given up.
         * @enum {string}
         */
        DeliveryState: "pending" | "delivered" | "dead";
        Delivery: {
            id: components["schemas"]["Uuid"];
            /** @description What requested it: `webhook` (the configuration), `laml-callback` (a client) or `mail` (a user). */
            kind: string;
            /** @description The receiver. Its password and secrets in its query are shown as ***. */
            url: string;
            /** @description The event, such as `recording.finished`. */
            event: string;
            recordingId: components["schemas"]["Uuid"];
            state: components["schemas"]["DeliveryState"];
            /** @description Since it was created or replayed. */
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
            /** @description Its position in the account's log: 1, 2, 3, … */
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
            /** @description Another target of the action. */
            subject?: string;
            details: {
                [key: string]: string | number | boolean;
            };
            /** @description The hash of the previous entry. */
            prevHash: string;
            hash: string;
        };
        AuditVerdict: {
            intact: boolean;
            /** @description Number of intact entries, from the first one on. */
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
        /** @description Problem details (RFC 9457). Some codes have further members with facts, such as `state`; the page that `type` names lists them. */
        Problem: {
            /**
             * Format: uri
             * @description Where the documentation explains the code.
             */
            type: string;
            /** @description The code in words. */
            title: string;
            status: number;
            /** @description What is wrong this time, for people. */
            detail: string;
            /** @description For programs; each code stands for one kind of problem. */
            code: string;
            /** @description What is wrong with the request, one by one. */
            problems?: {
                /** @description Where, such as `/query/limit` or `/body/name`. */
                path: string;
                message: string;
            }[];
            /** @description The state of the session or recording that does not allow it. */
            state?: string;
            /** @description Why there is no room. */
            reason?: string;
            /** @description What is wrong with the audio. */
            damage?: string;
            /** @description The device that it is about. */
            deviceName?: string;
            /** @description The event after which the kept ones begin. */
            oldest?: number;
            /** @description The last event. */
            newest?: number;
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
        /** @description What went wrong (RFC 9457). Too many wrong keys from an address are 429 `too-many-logins`. */
        Problem: {
            headers: {
                /** @description Of a 429, after how many seconds to try again. */
                "Retry-After"?: number;
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
        /** @description Created at or after this time, or on or after this day. */
        CreatedFrom: components["schemas"]["TimeOrDay"];
        /** @description Created before this time, or before this day. */
        CreatedBefore: components["schemas"]["TimeOrDay"];
        /** @description Created at or before this time, or on or before this day. */
        CreatedTo: components["schemas"]["TimeOrDay"];
        /** @description Done at or after this time, or on or after this day. */
        AuditFrom: components["schemas"]["TimeOrDay"];
        /** @description Done before this time, or before this day. */
        AuditUntil: components["schemas"]["TimeOrDay"];
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
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Also when it is not ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                state?: components["schemas"]["SessionState"][];
                deviceName?: components["parameters"]["DeviceName"];
                directoryNumber?: components["parameters"]["DirectoryNumber"];
                /** @description Compared without regard to case for users of the directory. */
                username?: components["parameters"]["Username"];
                numericUserId?: components["parameters"]["NumericUserId"];
                /** @description The conference's UUID, or the name set in its sessions. */
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
            /** @description The session already existed. */
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
            /** @description The call is over, or not expected any more. */
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
                /** @description Created at or after this time, or on or after this day. */
                createdFrom?: components["parameters"]["CreatedFrom"];
                /** @description Created before this time, or before this day. */
                createdBefore?: components["parameters"]["CreatedBefore"];
                /** @description Created at or before this time, or on or before this day. */
                createdTo?: components["parameters"]["CreatedTo"];
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
                /** @description The conference's UUID, or the name set in its sessions. */
                conferenceId?: string;
                /** @description Compared without regard to case for users of the directory. */
                username?: components["parameters"]["Username"];
                numericUserId?: components["parameters"]["NumericUserId"];
                directoryNumber?: components["parameters"]["DirectoryNumber"];
                deviceName?: components["parameters"]["DeviceName"];
                /** @description Created at or after this time, or on or after this day. */
                createdFrom?: components["parameters"]["CreatedFrom"];
                /** @description Created before this time, or before this day. */
                createdBefore?: components["parameters"]["CreatedBefore"];
                /** @description Created at or before this time, or on or before this day. */
                createdTo?: components["parameters"]["CreatedTo"];
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
            /** @description The recording, started; still queued if that takes longer than two seconds. */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
            /** @description The requested range. */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
            /** @description The requested range. */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
            /** @description The requested range. */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
            /** @description The requested range. */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
            /** @description The requested range. */
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
                /** @description Default, as recorded. */
                sampleRateHz?: 8000 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
                /** @description Default, as recorded. A mono recording has only one channel. */
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
            /** @description The requested range. */
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
    listAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All accounts, in the configuration's order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accounts: components["schemas"]["Account"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reloadConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration is in use, except for what needs a restart. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The settings that have changed, such as `accounts[acme].api.keys`. */
                        changed: string[];
                        /** @description Settings that keep their old value until the next start. */
                        needRestart: string[];
                    };
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
                        /** @description The number of replayed deliveries. */
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
            /** @description The user, newly created. */
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
            /** @description The user is deleted, and no longer has access anywhere. */
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
                "application/merge-patch+json": components["schemas"]["UserPatch"];
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
                /** @description Whether to only report the result, without importing. */
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
            /** @description All users were imported, or would be. */
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
                /** @description The user who acted, in any case. */
                username?: string;
                action?: components["schemas"]["AuditAction"];
                /** @description Done at or after this time, or on or after this day. */
                from?: components["parameters"]["AuditFrom"];
                /** @description Done before this time, or before this day. */
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
                /** @description Done at or after this time, or on or after this day. */
                from?: components["parameters"]["AuditFrom"];
                /** @description Done before this time, or before this day. */
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
                /** @description With `hash`, the last entry of the log at an earlier time, which must still be in the log. */
                seq?: number;
                hash?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result of the verification. */
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
                        /** @description Number of recordings; on the first page. */
                        count?: number;
                        /** @description Size of their audio; on the first page. */
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
