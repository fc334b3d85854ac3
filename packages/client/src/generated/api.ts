// Made from the OpenAPI document of the server: `npm run generate -w @paperclip/client`.
export interface paths {
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The numbers of this node, for Prometheus
         * @description For owners of the installation, and for whoever has the token that the server was started with for this alone.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The numbers, in the text format of Prometheus. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain; version=0.0.4": string;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This node can be given work
         * @description Its data answer and are of this version, and it was not told to end. What is wrong where that is not so stands in its log. An answer holds for a second.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every route, as an OpenAPI 3.1 document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every route, to be read by people */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs.css": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How that page looks */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/css": string;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: string;
                            name: string;
                            ownsInstallation: boolean;
                            /** @description Goes into `X-CSRF-Token` with whatever changes something. */
                            csrf: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Signs in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: string;
                            name: string;
                            ownsInstallation: boolean;
                            /** @description Goes into `X-CSRF-Token` with whatever changes something. */
                            csrf: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Signs out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the seat of this machine's own operator, by a code that was printed here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: string;
                            name: string;
                            ownsInstallation: boolean;
                            /** @description Goes into `X-CSRF-Token` with whatever changes something. */
                            csrf: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an account by an invitation, and signs in with it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        email: string;
                        name: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: string;
                            name: string;
                            ownsInstallation: boolean;
                            /** @description Goes into `X-CSRF-Token` with whatever changes something. */
                            csrf: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uses an invitation with the account you are signed in with */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: string;
                            name: string;
                            ownsInstallation: boolean;
                            /** @description Goes into `X-CSRF-Token` with whatever changes something. */
                            csrf: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one can sign in here, beside a password */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            oidc: {
                                /** @description What people call the provider. */
                                name: string;
                            } | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets out to the provider, to sign in or to make an account by an invitation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of an invitation, to make an account by it. */
                        code?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Where to go in this browser. Whoever comes back comes to `/oidc`. */
                            url: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/oidc/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Comes back from the provider: signs in, joins or links, as was set out for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The query with which the provider sent somebody back. */
                        answer: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: string;
                            name: string;
                            ownsInstallation: boolean;
                            /** @description Goes into `X-CSRF-Token` with whatever changes something. */
                            csrf: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How you can sign in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            password: boolean;
                            /** @description With who one is at the provider. */
                            linked: boolean;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets out to the provider, to link your account with who you are there */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Your password. */
                        current: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Where to go in this browser. Whoever comes back comes to `/oidc`. */
                            url: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Takes the link with the provider away, and signs you out everywhere */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your own account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes your password, and signs you out everywhere */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
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
        /** Lists accounts, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `level` is this; empty for those that have none. */
                    level?: string;
                    /** @description Only those whose `status` is this; empty for those that have none. */
                    status?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Account"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    account: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames an account, disables it or lets it in again, or changes whether it owns the installation */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    account: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        status?: "active" | "disabled";
                        /** @enum {string} */
                        level?: "owner" | "member";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/owner-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists invitations to own this installation that still lead somewhere */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Invitation"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Invites somebody to own this installation; the code is told this once: a request that is sent again with its `Idempotency-Key` invites nobody else, and is a conflict */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            invitation: components["schemas"]["Invitation"];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/owner-invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws an invitation to own this installation */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    invitation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the companies on whose board you are; to a key, its own */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Company"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Founds a company */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        slug: string;
                        name?: string;
                        mission?: string;
                        zone?: string;
                        prefix?: string;
                        boardMinimum?: number;
                        maxRuns?: number;
                        agentRunsPerHour?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A company, by its slug or id */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Deletes an archived company for good */
        delete: {
            parameters: {
                query: {
                    /** @description Its slug. */
                    confirm: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes what a company is called, wants and allows */
        patch: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        mission?: string;
                        zone?: string;
                        boardMinimum?: number;
                        maxRuns?: number;
                        agentRunsPerHour?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/companies/{company}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets no run begin any more; those in hand come to their end */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops everything at once: runs in hand are cancelled */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a paused or archived company run again */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a company away */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Company"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the clockwork of a company is whole */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tidy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was let go so far because it grew old: how much of each kind, and up to when */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Retention"][];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Lets what grew old go, as a running node does once a day; `mode=count` only says how much would go */
        post: {
            parameters: {
                query?: {
                    mode?: "do" | "count";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: number;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where money and power are looser than they need to be */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A company as code */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What applying a definition would do, for whoever may apply it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a company what a definition says, all of it or nothing */
        post: {
            parameters: {
                query?: {
                    /** @description The digest of the plan that was looked at. */
                    plan?: string;
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What holds these words, whatever it is
         * @description What is called by all of them comes first, then the newest; a task whose identifier was typed comes before everything. `marks` says where the words stand in `title` and `excerpt`, from a position up to another, in UTF-16 units. Secrets are not searched, nor is what stands in a configuration.
         */
        get: {
            parameters: {
                query: {
                    /** @description Words: every one is needed, and finds what begins with it. Whatever else it holds only parts them. */
                    text: string;
                    /** @description Of these kinds only, parted by commas: task, message, document, note, artifact, goal, project, routine, agent, role, skill, tool, approval. */
                    kinds?: string;
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["SearchHit"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who is on the board */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `level` is this; empty for those that have none. */
                    level?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Member"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody on the board */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    member: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Member"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Puts somebody on the board, changes their level, or (`level: null`) takes them off */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    member: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        level: ("owner" | "operator" | "viewer") | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Member"] | null;
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists roles */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Role"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A role, by its slug or id */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Creates a role, or changes it */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        description?: string;
                        permissions?: {
                            [key: string]: ("self" | "reports" | "team" | "company") | {
                                /** @enum {string} */
                                scope: "self" | "reports" | "team" | "company";
                                /** @enum {string} */
                                verdict?: "allow" | "ask";
                            };
                        };
                        heartbeat?: {
                            every?: string;
                            cron?: string;
                            zone?: string;
                            /** @enum {string} */
                            idle?: "rest" | "run";
                            wakeOn?: ("schedule" | "assignment" | "message" | "goal" | "decision" | "signal" | "raise" | "answer" | "child_done" | "review" | "operator")[];
                            catchUp?: ("once" | "skip") | {
                                all: number;
                            } | ({
                                /** @enum {string} */
                                kind: "once";
                            } | {
                                /** @enum {string} */
                                kind: "skip";
                            } | {
                                /** @enum {string} */
                                kind: "all";
                                max: number;
                            });
                            jitterPercent?: number;
                            activeHours?: {
                                from: string;
                                to: string;
                                /**
                                 * @default [
                                 *       1,
                                 *       2,
                                 *       3,
                                 *       4,
                                 *       5,
                                 *       6,
                                 *       7
                                 *     ]
                                 */
                                days?: number[];
                                /** @default UTC */
                                zone?: string;
                            } | null;
                            timeout?: string;
                            silence?: string;
                            cap?: string | number;
                        } | null;
                        tools?: {
                            /** @default null */
                            allow?: string[] | null;
                            /** @default [] */
                            mcp?: string[];
                        };
                        secrets?: string[];
                        skills?: string[];
                        budget?: {
                            limit: string | number;
                            /**
                             * @default month
                             * @enum {string}
                             */
                            window?: "day" | "week" | "month" | "lifetime";
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Removes a role that nobody has */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists agents */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `reportsTo` is this; empty for those that have none. */
                    reportsTo?: string;
                    /** @description Only those whose `roleId` is this; empty for those that have none. */
                    roleId?: string;
                    /** @description Only those whose `status` is this; empty for those that have none. */
                    status?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Agent"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Hires an agent into a role */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        slug: string;
                        name?: string;
                        role: string;
                        reportsTo?: string | null;
                        /** @default  */
                        instructions?: string;
                        adapter: {
                            kind: string;
                            /** @default {} */
                            config?: {
                                [key: string]: unknown;
                            };
                            perRun?: string | number | null;
                        };
                        heartbeat?: {
                            every?: string;
                            cron?: string;
                            zone?: string;
                            /** @enum {string} */
                            idle?: "rest" | "run";
                            wakeOn?: ("schedule" | "assignment" | "message" | "goal" | "decision" | "signal" | "raise" | "answer" | "child_done" | "review" | "operator")[];
                            catchUp?: ("once" | "skip") | {
                                all: number;
                            } | ({
                                /** @enum {string} */
                                kind: "once";
                            } | {
                                /** @enum {string} */
                                kind: "skip";
                            } | {
                                /** @enum {string} */
                                kind: "all";
                                max: number;
                            });
                            jitterPercent?: number;
                            activeHours?: {
                                from: string;
                                to: string;
                                /**
                                 * @default [
                                 *       1,
                                 *       2,
                                 *       3,
                                 *       4,
                                 *       5,
                                 *       6,
                                 *       7
                                 *     ]
                                 */
                                days?: number[];
                                /** @default UTC */
                                zone?: string;
                            } | null;
                            timeout?: string;
                            silence?: string;
                            cap?: string | number;
                        };
                        /** @default null */
                        tools?: {
                            /** @default null */
                            allow?: string[] | null;
                            /** @default [] */
                            mcp?: string[];
                        } | null;
                        /** @default [] */
                        skills?: string[];
                        budget?: {
                            limit: string | number;
                            /**
                             * @default month
                             * @enum {string}
                             */
                            window?: "day" | "week" | "month" | "lifetime";
                        } | null;
                        /**
                         * @default active
                         * @enum {string}
                         */
                        status?: "draft" | "active";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/chart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The org chart: those who report to the board, each with its team */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An agent; its `ETag` is the revision of its configuration */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes how an agent works, from its next run on; `If-Match` refuses it if somebody was faster */
        patch: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        role?: string;
                        instructions?: string;
                        adapter?: {
                            kind: string;
                            /** @default {} */
                            config?: {
                                [key: string]: unknown;
                            };
                            perRun?: string | number | null;
                        };
                        heartbeat?: {
                            every?: string;
                            cron?: string;
                            zone?: string;
                            /** @enum {string} */
                            idle?: "rest" | "run";
                            wakeOn?: ("schedule" | "assignment" | "message" | "goal" | "decision" | "signal" | "raise" | "answer" | "child_done" | "review" | "operator")[];
                            catchUp?: ("once" | "skip") | {
                                all: number;
                            } | ({
                                /** @enum {string} */
                                kind: "once";
                            } | {
                                /** @enum {string} */
                                kind: "skip";
                            } | {
                                /** @enum {string} */
                                kind: "all";
                                max: number;
                            });
                            jitterPercent?: number;
                            activeHours?: {
                                from: string;
                                to: string;
                                /**
                                 * @default [
                                 *       1,
                                 *       2,
                                 *       3,
                                 *       4,
                                 *       5,
                                 *       6,
                                 *       7
                                 *     ]
                                 */
                                days?: number[];
                                /** @default UTC */
                                zone?: string;
                            } | null;
                            timeout?: string;
                            silence?: string;
                            cap?: string | number;
                        };
                        tools?: {
                            /** @default null */
                            allow?: string[] | null;
                            /** @default [] */
                            mcp?: string[];
                        } | null;
                        skills?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an agent back to an earlier configuration */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        revision: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a draft to work */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an agent another manager; its team goes with it */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reportsTo: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops an agent from waking until it is resumed */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a held agent wake again */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends an agent for good */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/wake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wakes an agent now */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said of an agent's work, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Note"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Says how an agent works */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        body: string;
                        /** @default null */
                        rating?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an agent does, what holds it, and when it wakes next */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every configuration an agent has had, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Revision"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an agent has not seen yet, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says whether a run of an agent would work, and if not what to do */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/agents/{agent}/scorecard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an agent has done: the last 30 days unless said */
        get: {
            parameters: {
                query?: {
                    since?: string;
                };
                header?: never;
                path: {
                    company: string;
                    agent: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists goals */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `parentId` is this; empty for those that have none. */
                    parentId?: string;
                    /** @description Only those whose `ownerId` is this; empty for those that have none. */
                    ownerId?: string;
                    /** @description Only those whose `status` is this; empty for those that have none. */
                    status?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Goal"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sets a goal */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        /** @default  */
                        description?: string;
                        /** @default null */
                        parent?: string | null;
                        /** @default null */
                        owner?: string | null;
                        /** @default null */
                        team?: string | null;
                        /**
                         * @default active
                         * @enum {string}
                         */
                        status?: "planned" | "active" | "achieved" | "cancelled";
                        /** @default null */
                        metric?: {
                            start: number;
                            target: number;
                            current: number;
                            unit: string;
                        } | null;
                        /** @default null */
                        dueAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Goal"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/goals/{goal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A goal */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    goal: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Goal"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a goal */
        patch: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    goal: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        description?: string;
                        parent?: string | null;
                        owner?: string | null;
                        /** @enum {string} */
                        status?: "planned" | "active" | "achieved" | "cancelled";
                        metric?: {
                            start: number;
                            target: number;
                            current: number;
                            unit: string;
                        } | null;
                        dueAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Goal"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/companies/{company}/goals/{goal}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports where a goal's metric stands */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    goal: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Goal"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/goals/{goal}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a goal is: from 0 to 1; null if nothing says */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    goal: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            progress: number | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists projects */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `goalId` is this; empty for those that have none. */
                    goalId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Project"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project, by its slug or id */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Project"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Creates a project, or changes it */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string;
                        lead?: string | null;
                        goal?: string | null;
                        /** @enum {string} */
                        status?: "active" | "done" | "cancelled";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Project"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/routines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists routines */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `assigneeId` is this; empty for those that have none. */
                    assigneeId?: string;
                    /** @description Only those whose `signal` is this; empty for those that have none. */
                    signal?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Routine"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/routines/{routine}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A routine, by its slug or id */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    routine: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Routine"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Creates a routine, or changes it */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    routine: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        description?: string;
                        acceptance?: string;
                        /** @enum {string} */
                        priority?: "critical" | "high" | "medium" | "low";
                        labels?: string[];
                        assignee?: string | {
                            operator: string;
                        };
                        reviewer?: (string | {
                            operator: string;
                        }) | null;
                        project?: string | null;
                        goal?: string | null;
                        every?: string;
                        cron?: string;
                        zone?: string;
                        signal?: string | null;
                        catchUp?: ("once" | "skip") | {
                            all: number;
                        } | ({
                            /** @enum {string} */
                            kind: "once";
                        } | {
                            /** @enum {string} */
                            kind: "skip";
                        } | {
                            /** @enum {string} */
                            kind: "all";
                            max: number;
                        });
                        /** @enum {string} */
                        overlap?: "skip" | "allow" | "replace";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Routine"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Removes a routine */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    routine: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Routine"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/routines/{routine}/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When a routine falls due next */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    routine: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dueAt: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/routines/{routine}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses a routine */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    routine: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Routine"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/routines/{routine}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a paused routine go on */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    routine: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Routine"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/routines/{routine}/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fires a routine now */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    routine: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        payload?: unknown | null;
                        /** @default  */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists tasks */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `status` is this; empty for those that have none. */
                    status?: string;
                    /** @description Only those whose `assigneeId` is this; empty for those that have none. */
                    assigneeId?: string;
                    /** @description Only those whose `reviewerId` is this; empty for those that have none. */
                    reviewerId?: string;
                    /** @description Only those whose `parentId` is this; empty for those that have none. */
                    parentId?: string;
                    /** @description Only those whose `projectId` is this; empty for those that have none. */
                    projectId?: string;
                    /** @description Only those whose `goalId` is this; empty for those that have none. */
                    goalId?: string;
                    /** @description Only those whose `checkoutRunId` is this; empty for those that have none. */
                    checkoutRunId?: string;
                    /** @description Only those whose `routineId` is this; empty for those that have none. */
                    routineId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Task"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Creates a task; its assignee is woken for it */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        /** @default  */
                        description?: string;
                        /** @default  */
                        acceptance?: string;
                        /** @default null */
                        assignee?: (string | {
                            operator: string;
                        }) | null;
                        /** @default null */
                        reviewer?: (string | {
                            operator: string;
                        }) | null;
                        /** @default null */
                        parent?: string | null;
                        /** @default null */
                        project?: string | null;
                        /** @default null */
                        goal?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /** @default [] */
                        labels?: string[];
                        /** @default null */
                        dueAt?: string | null;
                        /** @default null */
                        notBefore?: string | null;
                        /** @default [] */
                        blockedBy?: string[];
                        /**
                         * @default todo
                         * @enum {string}
                         */
                        status?: "backlog" | "todo";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A task, by its id or by what people call it (`ACME-12`) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what a task says */
        patch: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        description?: string;
                        acceptance?: string;
                        labels?: string[];
                        /** @enum {string} */
                        priority?: "critical" | "high" | "medium" | "low";
                        dueAt?: string | null;
                        notBefore?: string | null;
                        project?: string | null;
                        goal?: string | null;
                        /** @enum {string} */
                        status?: "backlog" | "todo";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a task to somebody else, or to another reviewer */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        assignee?: (string | {
                            operator: string;
                        }) | null;
                        reviewer?: (string | {
                            operator: string;
                        }) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a task in hand */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a task back */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that a task is done */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        result?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a task that was handed in, or sends it back */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        verdict: "accept" | "send_back";
                        /** @default  */
                        comment?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what a task waits for */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        reason?: string;
                        /** @default [] */
                        blockedBy?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that a task waits for nothing more */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a task up */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a parked, finished or cancelled task up again */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks by their status, each column with its count and its first tasks */
        get: {
            parameters: {
                query?: {
                    /** @description Only what this agent has. */
                    agent?: string;
                    /** @description Only what is in this project. */
                    project?: string;
                    /** @description Tasks of each column, 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            columns: {
                                status: string;
                                count: number;
                                /** @description There are more than were counted. */
                                isMore: boolean;
                                tasks: components["schemas"]["Task"][];
                            }[];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a task exists, from the nearest to the mission */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/blockers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tasks a task waits for */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Task"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said on a task, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Message"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the documents on a task, without their texts */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Document"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document with its text; its `ETag` is its revision */
        get: {
            parameters: {
                query?: {
                    /** @description The one in force unless said. */
                    revision?: number;
                };
                header?: never;
                path: {
                    company: string;
                    task: string;
                    document: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            taskId: string;
                            key: string;
                            title: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            body: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Writes the next revision of a document; `If-Match` says the one that was read, and there is none for a document that is new */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                    document: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Removes a document, with all its revisions */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                    document: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/documents/{document}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every text a document has had, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    task: string;
                    document: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["DocumentRevision"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists files */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `taskId` is this; empty for those that have none. */
                    taskId?: string;
                    /** @description Only those whose `runId` is this; empty for those that have none. */
                    runId?: string;
                    /** @description Only those whose `sha256` is this; empty for those that have none. */
                    sha256?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Artifact"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Puts a file on the company: its bytes are the body */
        post: {
            parameters: {
                query: {
                    /** @description What it is called: `report.pdf`. */
                    name: string;
                    /** @description Its media type: `text/csv`. */
                    type?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": unknown;
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Artifact"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tasks/{task}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a file on a task: its bytes are the body */
        post: {
            parameters: {
                query: {
                    /** @description What it is called: `report.pdf`. */
                    name: string;
                    /** @description Its media type: `text/csv`. */
                    type?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": unknown;
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Artifact"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/artifacts/{artifact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a file is called, what it is, and how large */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    artifact: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Artifact"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Takes a file off */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    artifact: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Artifact"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/artifacts/{artifact}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a file */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    artifact: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The bytes, to be saved: no browser shows them as a page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists skills */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Skill"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/skills/{skill}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A skill, by its slug or id */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    skill: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Skill"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Creates a skill, or gives it its next version */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    skill: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description When to use it. */
                        description: string;
                        /** @description By their paths: `SKILL.md`, and what it refers to. A text, or bytes in base64. */
                        files: {
                            [key: string]: string | {
                                /** Format: byte */
                                base64: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Skill"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Removes a skill that nobody draws from */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    skill: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Skill"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/skills/{skill}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version a skill has had, with its files, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    skill: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["SkillVersion"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/skills/{skill}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file of a skill */
        get: {
            parameters: {
                query: {
                    path: string;
                    version?: number;
                };
                header?: never;
                path: {
                    company: string;
                    skill: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The bytes, to be saved: no browser shows them as a page. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists messages */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `taskId` is this; empty for those that have none. */
                    taskId?: string;
                    /** @description Only those whose `toId` is this; empty for those that have none. */
                    toId?: string;
                    /** @description Only those whose `fromId` is this; empty for those that have none. */
                    fromId?: string;
                    /** @description Only those whose `askId` is this; empty for those that have none. */
                    askId?: string;
                    /** @description Only those whose `kind` is this; empty for those that have none. */
                    kind?: string;
                    /** @description Only those whose `answeredAt` is this; empty for those that have none. */
                    answeredAt?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Message"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Says something to an agent, or on a task's thread */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        to?: (string | {
                            operator: string;
                        }) | null;
                        /** @default null */
                        task?: string | null;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/asks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks something that expects an answer */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        to: "board" | (string | {
                            operator: string;
                        });
                        /** @default null */
                        task?: string | null;
                        body: string;
                        due?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/asks/{ask}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers a question */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    ask: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what came in from outside */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `agentId` is this; empty for those that have none. */
                    agentId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Signal"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sends data from outside to an agent or a team: a signal to each of them */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        to: string;
                        /**
                         * @default agent
                         * @enum {string}
                         */
                        audience?: "agent" | "team";
                        source: string;
                        payload: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Signal"][];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists notes */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `agentId` is this; empty for those that have none. */
                    agentId?: string;
                    /** @description Only those whose `kind` is this; empty for those that have none. */
                    kind?: string;
                    /** @description Only those whose `aboutId` is this; empty for those that have none. */
                    aboutId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Note"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keeps a note */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        agent?: string | null;
                        title?: string;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/notes/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notes that hold these words, those that fit best first */
        get: {
            parameters: {
                query: {
                    text: string;
                    /** @description Only what this agent remembers. */
                    agent?: string;
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Note"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A note */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    note: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Removes a note */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    note: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a note */
        patch: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    note: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        body?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/companies/{company}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists runs */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `agentId` is this; empty for those that have none. */
                    agentId?: string;
                    /** @description Only those whose `status` is this; empty for those that have none. */
                    status?: string;
                    /** @description Only those whose `taskId` is this; empty for those that have none. */
                    taskId?: string;
                    /** @description Only those whose `slot` is this; empty for those that have none. */
                    slot?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Run"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    run: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/runs/{run}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of a run's log, in order */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before, or the number of the last line that was read. */
                    after?: string;
                    /** @description How many, 1,000 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    company: string;
                    run: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["LogChunk"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/runs/{run}/log/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log of a run as it is written, one line of JSON each, until the run is over */
        get: {
            parameters: {
                query?: {
                    /** @description The number of the last one that was read. */
                    after?: number;
                };
                header?: never;
                path: {
                    company: string;
                    run: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One JSON value a line, as they come. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": components["schemas"]["LogChunk"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/runs/{run}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a run */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    run: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default cancelled by an operator */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/runs/{run}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what came of a deferred run, in the place of whoever had it in hand */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    run: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The fence of the run. */
                        fence: number;
                        outcome: {
                            /** @enum {string} */
                            kind: "done" | "failed" | "deferred";
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/runs/{run}/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Corrects, once, what was estimated for a run */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    run: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        cost: string | number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists budgets */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `scopeId` is this; empty for those that have none. */
                    scopeId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Budget"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sets a hard limit of money */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        scope: "company" | "team" | "agent" | "project" | "goal";
                        for?: string;
                        /**
                         * @default month
                         * @enum {string}
                         */
                        window?: "day" | "week" | "month" | "lifetime";
                        limit: string | number;
                        /** @default 80 */
                        warnPercent?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Budget"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/budgets/{budget}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A budget */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    budget: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Budget"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Removes a budget */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    budget: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Budget"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/budgets/{budget}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of a budget is reserved and spent in the window that runs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    budget: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Balance"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/budgets/{budget}/raise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Raises a budget */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    budget: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        limit: string | number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Budget"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the ledger: what was reserved, spent, released and adjusted */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `runId` is this; empty for those that have none. */
                    runId?: string;
                    /** @description Only those whose `agentId` is this; empty for those that have none. */
                    agentId?: string;
                    /** @description Only those whose `usageId` is this; empty for those that have none. */
                    usageId?: string;
                    /** @description Only those whose `kind` is this; empty for those that have none. */
                    kind?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Movement"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what was put to the board */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `status` is this; empty for those that have none. */
                    status?: string;
                    /** @description Only those whose `proposedById` is this; empty for those that have none. */
                    proposedById?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Approval"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/approvals/{approval}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A question to the board, with the act that waits */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    approval: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Approval"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/approvals/{approval}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says yes: the very act that was proposed is done */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    approval: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approval: components["schemas"]["Approval"];
                            value: unknown;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/approvals/{approval}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says no */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    approval: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            approval: components["schemas"]["Approval"];
                            value: unknown;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/approvals/{approval}/repropose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a stale or expired question to the board again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    approval: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Approval"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what the board should see */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `status` is this; empty for those that have none. */
                    status?: string;
                    /** @description Only those whose `agentId` is this; empty for those that have none. */
                    agentId?: string;
                    /** @description Only those whose `taskId` is this; empty for those that have none. */
                    taskId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Incident"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/incidents/{incident}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes an incident */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    incident: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Incident"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the audit log */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Audit"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/audit/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the log stands: note it outside, and verify against it later */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            seq: number;
                            hash: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checks the whole chain; against a head that was noted outside, where one is given */
        get: {
            parameters: {
                query?: {
                    seq?: number;
                    hash?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole audit log after a record, one record a line, with what was put away */
        get: {
            parameters: {
                query?: {
                    /** @description The number of the last one that was read. */
                    after?: number;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One JSON value a line, as they come. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": components["schemas"]["Audit"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/audit/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rebuilds the company from its log, and says where it differs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists tools */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Tool"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/tools/{tool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tool */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    tool: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tool"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Creates a tool, or changes it */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    tool: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        description?: string;
                        connection?: {
                            /** @enum {string} */
                            kind: "url";
                            url: string;
                            /** @default {} */
                            headers?: {
                                [key: string]: string | {
                                    secret: string;
                                };
                            };
                        } | {
                            /** @enum {string} */
                            kind: "command";
                            command: string[];
                            /** @default {} */
                            env?: {
                                [key: string]: string | {
                                    secret: string;
                                };
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tool"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Removes a tool */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    tool: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tool"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was spent, by agent unless said, over the last 30 days unless said
         * @description A team is a manager and everybody below; a goal is told with the goals below it: what falls under several headings is in each of them, and once in the total.
         */
        get: {
            parameters: {
                query?: {
                    by?: "agent" | "team" | "goal" | "project" | "model" | "day";
                    /** @description A day in the company’s zone: `2026-11-29`. */
                    from?: string;
                    /** @description A day in the company’s zone: `2026-11-29`. */
                    to?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CostReport"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/costs/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where money goes if it goes on as in the last seven days, for the month and every budget */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Forecast"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens
         * @description `record`: a record of the audit log, as the log shows it; its id is its number, and none is missing or told twice. `cursor`: how far you are, past records that were not for you. `pulse`: a line of a run's log, or money as it is spent. It has no id, comes from runs of this node, and may be lost. `reset`: it cannot go on from where you were: read anew how things stand, and go on from its id. A stream ends when whatever you came in with is no good any more, when you read too slowly, and when the server ends: come again with the last id.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The number of the last record you have: what came after it is told first. `Last-Event-ID` says the same, and goes before. Without either, what is new. */
                    after?: number;
                    /** @description Only records about these. `cursor` events tell how far past the others you are. */
                    nouns?: ("company" | "member" | "role" | "agent" | "hold" | "revision" | "goal" | "project" | "task" | "blocker" | "verdict" | "message" | "signal" | "run" | "budget" | "movement" | "approval" | "incident" | "secret" | "tool" | "document" | "documentRevision" | "artifact" | "note" | "routine" | "skill" | "skillVersion" | "accessKey" | "hook" | "webhook" | "account" | "invitation" | "manifest" | "retention" | "segment")[];
                    /** @description `on` unless said. */
                    pulses?: "on" | "off";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Server-sent events. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists hooks */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `agentId` is this; empty for those that have none. */
                    agentId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Hook"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a hook; its secret is told this once: a request that is sent again with its `Idempotency-Key` makes no second hook, and is a conflict */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description The agent, or the manager of the team. */
                        to: string;
                        /** @enum {string} */
                        audience?: "agent" | "team";
                        /** @description What its signals say as their source. */
                        source: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hook: components["schemas"]["Hook"];
                            /** @description Where to send to. */
                            url: string;
                            /** @description What to sign with; told this once. */
                            secret: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            url: string;
                            /** @description Good once the board has said yes. */
                            secret: string;
                            /** @enum {string} */
                            kind: "waiting";
                            approval: components["schemas"]["Approval"];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/hooks/{hook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A hook */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    hook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Hook"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/hooks/{hook}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a hook at once */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    hook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Hook"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Brings data in, signed
         * @description As Standard Webhooks are: `webhook-id`, `webhook-timestamp` in seconds, and `webhook-signature`, `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64. What comes again with the same id is taken once; the very same message again is refused.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    address: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists webhooks, and how far each has come */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Webhook"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a webhook: an address that is told what happens from now on; its secret is told this once: a request that is sent again with its `Idempotency-Key` makes no second one, and is a conflict
         * @description Each record is sent at least once, in the order of the log, signed as Standard Webhooks are: `webhook-id` (the same whenever it is sent), `webhook-timestamp`, and `webhook-signature`. What is not answered with 2xx within 15 seconds is sent again after growing waits, and after 8 attempts lies with the dead letters.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description Where to send to: https, and a public address unless the installation allows another. */
                        url: string;
                        /**
                         * @description `records` of the audit log, or only that a question waits for the board.
                         * @enum {string}
                         */
                        kind?: "records" | "approvals";
                        /** @description Actions, or how they begin: `task.finish`, `task`. All unless said. */
                        records?: string[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What it signs with; told this once. */
                            secret: string;
                            /** Webhook */
                            webhook: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                kind: "records" | "approvals";
                                records: string[] | null;
                                /** @enum {string} */
                                createdByKind: "agent" | "operator" | "key" | "system";
                                createdById: string;
                                /** Format: date-time */
                                createdAt: string;
                                revokedAt: string | null;
                            };
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What it signs with; told this once. */
                            secret: string;
                            /** @enum {string} */
                            kind: "waiting";
                            approval: components["schemas"]["Approval"];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook, and how far it has come */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    webhook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Webhook"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/webhooks/{webhook}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a webhook at once */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    webhook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            url: string;
                            /** @enum {string} */
                            kind: "records" | "approvals";
                            records: string[] | null;
                            /** @enum {string} */
                            createdByKind: "agent" | "operator" | "key" | "system";
                            createdById: string;
                            /** Format: date-time */
                            createdAt: string;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/webhooks/{webhook}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what a webhook could not tell and gave up */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                    webhook: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["DeadLetter"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/webhooks/{webhook}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells once more what was given up: these records, or all */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    webhook: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        seqs?: number[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            url: string;
                            /** @enum {string} */
                            kind: "records" | "approvals";
                            records: string[] | null;
                            /** @enum {string} */
                            createdByKind: "agent" | "operator" | "key" | "system";
                            createdById: string;
                            /** Format: date-time */
                            createdAt: string;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists keys, without what would let anybody in */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                    /** @description Only those whose `agentId` is this; empty for those that have none. */
                    agentId?: string;
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["AccessKey"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a key; its token is told this once: a request that is sent again with its `Idempotency-Key` makes no second key, and is a conflict */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        level?: "viewer" | "operator" | "owner";
                        agent?: string | null;
                        acts?: string[] | null;
                        agents?: string[] | null;
                        expiresIn?: string | null;
                        budget?: {
                            /** @description The most that runs may cost which come of its deeds: dollars as people write them, like `"5"` or `"0.25"`, or whole micro-dollars. */
                            limit: string | number;
                            /** @enum {string} */
                            window?: "day" | "week" | "month" | "lifetime";
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token: string;
                            key: components["schemas"]["AccessKey"];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Good once the board has said yes. */
                            token: string;
                            /** @enum {string} */
                            kind: "waiting";
                            approval: components["schemas"]["Approval"];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessKey"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/keys/{key}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a key at once */
        post: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessKey"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists invitations that still lead somewhere */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Invitation"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Invites somebody onto the board; the code is told this once: a request that is sent again with its `Idempotency-Key` invites nobody else, and is a conflict */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email?: string | null;
                        level?: string;
                        expiresIn?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            invitation: components["schemas"]["Invitation"];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws an invitation */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    invitation: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists secrets, without their values */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                    direction?: "up" | "down";
                };
                header?: never;
                path: {
                    company: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Secret"][];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{company}/secrets/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A secret, without its value */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    company: string;
                    secret: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Secret"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Keeps a secret, or replaces its value; nobody reads it back */
        put: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    secret: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        value: string;
                        description?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Secret"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Destroys a secret */
        delete: {
            parameters: {
                query?: {
                    /** @description Why, for the board where it must decide. */
                    reason?: string;
                };
                header?: {
                    /** @description The ETag of what was read: 412, and nothing is changed, if it has changed since. */
                    "if-match"?: string;
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path: {
                    company: string;
                    secret: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Secret"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waiting"];
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stop-everything": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops everything in every company in which you have a say: no run begins, and those in hand are cancelled */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: components["schemas"]["Company"][];
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tombstones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is left of companies that you deleted, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: {
                                id: string;
                                slug: string;
                                name: string;
                                /** Format: date-time */
                                deletedAt: string;
                                deletedById: string;
                                seq: number;
                                hash: string;
                                signature: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tombstones/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a tombstone is as this installation signed it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        tombstone: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isGenuine: boolean;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are: role, manager, reports */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is new since your last run
         * @description A page, oldest first: tasks, messages, answers, signals, goals and decisions, each in full.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your open tasks, and those waiting for your review
         * @description Those in hand first; `next` leads to the page behind.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The `next` of the page before. */
                    after?: string;
                    /** @description How many, 100 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a task in hand for this run
         * @description Until then another run may take it. A run that is about a task has taken it already. A conflict says that somebody else has it: leave it to them.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description a task id or an identifier like ACME-12 */
                        task: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes what a task says
         * @description Only the fields that are given.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description a task id or an identifier like ACME-12 */
                        task: string;
                        title?: string;
                        description?: string;
                        /** @description when it is done: what a reviewer holds the result against */
                        acceptance?: string;
                        /** @enum {string} */
                        priority?: "critical" | "high" | "medium" | "low";
                        labels?: string[];
                        /** @description null: at no time in particular */
                        dueAt?: string | null;
                        /** @description nobody is woken for it before; null: at once */
                        notBefore?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands a task in
         * @description To its reviewer if it has one, else it is done. The result is what whoever asked for it reads.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description a task id or an identifier like ACME-12 */
                        task: string;
                        /** @description what came of it, for whoever asked for the task */
                        result: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a task that was handed in for own review, or sends it back */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description a task id or an identifier like ACME-12 */
                        task: string;
                        /** @enum {string} */
                        verdict: "accept" | "send_back";
                        /**
                         * @description what is missing, where it is sent back
                         * @default
                         */
                        comment?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says what a task waits for
         * @description Other tasks, or a reason in words. It goes on by itself once the tasks it waits for are done.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description a task id or an identifier like ACME-12 */
                        task: string;
                        /**
                         * @description what it waits for, where that is no task
                         * @default
                         */
                        reason?: string;
                        /**
                         * @description the tasks it waits for
                         * @default []
                         */
                        blockedBy?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a task back for a later run */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description a task id or an identifier like ACME-12 */
                        task: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/delegate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a task to another agent
         * @description Makes a task, below the one this run is about unless said otherwise. You are woken when it is done.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        /** @default  */
                        description?: string;
                        /**
                         * @description when it is done: what a reviewer holds the result against
                         * @default
                         */
                        acceptance?: string;
                        /** @description the agent that shall do it */
                        assignee: string;
                        /**
                         * @description the agent or operator that accepts it, never the assignee; null: it is done once it is handed in
                         * @default null
                         */
                        reviewer?: (string | {
                            operator: string;
                        }) | null;
                        /**
                         * @description null: the task this run is about, if there is one
                         * @default null
                         */
                        parent?: string | null;
                        /**
                         * @description null: that of the parent
                         * @default null
                         */
                        project?: string | null;
                        /**
                         * @description null: that of the parent
                         * @default null
                         */
                        goal?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /** @default [] */
                        labels?: string[];
                        /** @default null */
                        dueAt?: string | null;
                        /** @default null */
                        notBefore?: string | null;
                        /** @default [] */
                        blockedBy?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/say": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says something to an agent or on a task's thread */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description an agent
                         * @default null
                         */
                        to?: string | null;
                        /**
                         * @description a task on whose thread it is said; one of the two must be given
                         * @default null
                         */
                        task?: string | null;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks; the answer wakes this agent
         * @description Nothing waits for it: end the run, or go on with something else.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description an agent, an operator, or the board */
                        to: string | {
                            operator: string;
                        } | "board";
                        /** @default null */
                        task?: string | null;
                        body: string;
                        /** @description how long it may take until the manager is told, like "2h" */
                        due?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers a question */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the question, as the inbox names it */
                        ask: string;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports where a goal's metric stands */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        goal: string;
                        /** @description where the metric of the goal stands now, in its unit */
                        current: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/remember": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps something for later runs */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        body: string;
                        /**
                         * @description whose memory it goes into: your own, or everybody's
                         * @default self
                         * @enum {string}
                         */
                        for?: "self" | "company";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds what was remembered
         * @description Your own notes and those of the company, what fits best first.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                        /**
                         * @description the `next` of the page before
                         * @default null
                         */
                        after?: string | null;
                        /** @default 10 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a file on a task */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description null: the task this run is about
                         * @default null
                         */
                        task?: string | null;
                        name: string;
                        /** @default text/plain */
                        mediaType?: string;
                        /** @description text, or bytes in base64 */
                        content: string;
                        /**
                         * @default utf8
                         * @enum {string}
                         */
                        encoding?: "utf8" | "base64";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/write": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes a document on a task
         * @description As a new revision; those before are kept. It is refused if the document was changed since the revision named as base: read it again.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description null: the task this run is about
                         * @default null
                         */
                        task?: string | null;
                        key: string;
                        title?: string;
                        body: string;
                        /**
                         * @description the revision that was read; null for a document that is new
                         * @default null
                         */
                        base?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a document on a task */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description null: the task this run is about
                         * @default null
                         */
                        task?: string | null;
                        key: string;
                        /** @description the newest unless said */
                        revision?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads a file on a task
         * @description As text if it is text, else in base64.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        artifact: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a task in full: what it asks, why it exists, what lies on it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description null: the task this run is about
                         * @default null
                         */
                        task?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads what was said on a task, oldest first
         * @description A page, after the message that is named.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description null: the task this run is about
                         * @default null
                         */
                        task?: string | null;
                        /**
                         * @description the `next` of the page before: the message that was read last
                         * @default null
                         */
                        after?: string | null;
                        /** @default 100 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/assigned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lists your tasks of a status, newest first
         * @description Also those that are done, blocked or not begun, which your open tasks leave out.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "backlog" | "todo" | "in_progress" | "in_review" | "blocked" | "done" | "cancelled";
                        /**
                         * @description the `next` of the page before
                         * @default null
                         */
                        after?: string | null;
                        /** @default 100 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/purse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what this run may spend, and how its budgets stand */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lists everybody who works here */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description the `next` of the page before
                         * @default null
                         */
                        after?: string | null;
                        /** @default 100 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lists what you have put to the board, and what became of it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status?: "pending" | "approved" | "rejected" | "stale" | "expired" | "cancelled";
                        /**
                         * @description the `next` of the page before
                         * @default null
                         */
                        after?: string | null;
                        /** @default 100 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rows: unknown[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports what thinking took, where your adapter cannot
         * @description The same id counts once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        id: string;
                        /** @default null */
                        provider?: string | null;
                        /** @default null */
                        model?: string | null;
                        /** @default 0 */
                        inputTokens?: number;
                        /** @default 0 */
                        cachedTokens?: number;
                        /** @default 0 */
                        outputTokens?: number;
                        cost: number | null;
                        /**
                         * @default billed
                         * @enum {string}
                         */
                        billing?: "billed" | "imputed";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/propose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes an act: done at once if the role allows it, else the board is asked */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description the kind of act, like "agent.hire" or "budget.raise" */
                        kind: string;
                        input: unknown;
                        /**
                         * @description why, for the board
                         * @default
                         */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends a deferred run, once, by the callback it was handed
         * @description The callback is the bearer. Nothing else is needed, and it is good for this one run. An outcome `deferred` says that it goes on. With an `Idempotency-Key`, saying the same twice is saying it once.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "done";
                        summary: string;
                        session?: unknown;
                        usage?: {
                            id: string;
                            /** @default null */
                            provider?: string | null;
                            /** @default null */
                            model?: string | null;
                            /** @default 0 */
                            inputTokens?: number;
                            /** @default 0 */
                            cachedTokens?: number;
                            /** @default 0 */
                            outputTokens?: number;
                            cost: number | null;
                            /**
                             * @default billed
                             * @enum {string}
                             */
                            billing?: "billed" | "imputed";
                        }[];
                        desk?: {
                            /** @enum {string} */
                            verb: "take" | "update" | "finish" | "review" | "block" | "release" | "delegate" | "say" | "ask" | "answer" | "report" | "remember" | "recall" | "attach" | "write" | "read" | "open" | "show" | "thread" | "assigned" | "purse" | "colleagues" | "proposals" | "spend" | "propose";
                            /** @default {} */
                            input?: {
                                [key: string]: unknown;
                            };
                        }[];
                    } | {
                        /** @enum {string} */
                        outcome: "failed";
                        error: {
                            /** @enum {string} */
                            kind: "auth" | "rate_limit" | "overloaded" | "network" | "bad_request" | "budget" | "max_turns" | "timeout" | "crashed" | "unknown";
                            message: string;
                            /** @default null */
                            retryAfterMs?: number | null;
                        };
                        usage?: {
                            id: string;
                            /** @default null */
                            provider?: string | null;
                            /** @default null */
                            model?: string | null;
                            /** @default 0 */
                            inputTokens?: number;
                            /** @default 0 */
                            cachedTokens?: number;
                            /** @default 0 */
                            outputTokens?: number;
                            cost: number | null;
                            /**
                             * @default billed
                             * @enum {string}
                             */
                            billing?: "billed" | "imputed";
                        }[];
                        desk?: {
                            /** @enum {string} */
                            verb: "take" | "update" | "finish" | "review" | "block" | "release" | "delegate" | "say" | "ask" | "answer" | "report" | "remember" | "recall" | "attach" | "write" | "read" | "open" | "show" | "thread" | "assigned" | "purse" | "colleagues" | "proposals" | "spend" | "propose";
                            /** @default {} */
                            input?: {
                                [key: string]: unknown;
                            };
                        }[];
                    } | {
                        /** @enum {string} */
                        outcome: "deferred";
                        /**
                         * Format: date-time
                         * @description it goes on: until when it is waited for now
                         */
                        until: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            status: string;
                        };
                    };
                };
                /** @description A problem: what was wrong, and what to do. */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
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
        /** AccessKey */
        AccessKey: {
            id: string;
            name: string;
            hint: string;
            agentId: string | null;
            /** @enum {string} */
            level: "owner" | "operator" | "viewer";
            acts: string[] | null;
            agents: string[] | null;
            budgetId: string | null;
            /** @enum {string} */
            createdByKind: "agent" | "operator" | "key" | "system";
            createdById: string;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            lastUsedAt?: string | null;
        };
        /** Account */
        Account: {
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            level: "owner" | "member";
            /** @enum {string} */
            status: "active" | "disabled";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Agent */
        Agent: {
            id: string;
            slug: string;
            name: string;
            roleId: string;
            reportsTo: string | null;
            /** @enum {string} */
            status: "draft" | "active" | "terminated";
            instructions: string;
            adapter: {
                kind: string;
                config: {
                    [key: string]: unknown;
                };
                perRun: number | null;
            };
            heartbeat: {
                schedule: {
                    /** @enum {string} */
                    kind: "every";
                    everyMs: number;
                } | {
                    /** @enum {string} */
                    kind: "cron";
                    cron: string;
                    zone: string;
                };
                /** @enum {string} */
                idle: "rest" | "run";
                wakeOn: ("schedule" | "assignment" | "message" | "goal" | "decision" | "signal" | "raise" | "answer" | "child_done" | "review" | "operator")[];
                catchUp: {
                    /** @enum {string} */
                    kind: "once";
                } | {
                    /** @enum {string} */
                    kind: "skip";
                } | {
                    /** @enum {string} */
                    kind: "all";
                    max: number;
                };
                jitterPercent: number;
                activeHours: {
                    from: string;
                    to: string;
                    /**
                     * @default [
                     *       1,
                     *       2,
                     *       3,
                     *       4,
                     *       5,
                     *       6,
                     *       7
                     *     ]
                     */
                    days: number[];
                    /** @default UTC */
                    zone: string;
                } | null;
                timeoutMs: number;
                silenceMs: number;
                cap: number;
            };
            tools: {
                allow: string[] | null;
                mcp: string[];
            } | null;
            skills: string[];
            revision: number;
            /** Format: date-time */
            anchorAt: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Approval */
        Approval: {
            id: string;
            /** @enum {string} */
            status: "pending" | "approved" | "rejected" | "stale" | "expired" | "cancelled";
            actKind: string;
            input: unknown;
            hash: string;
            reads: {
                agentId: string;
                revision: number;
            }[];
            reason: string;
            /** @enum {string} */
            proposedByKind: "agent" | "operator" | "key" | "system";
            proposedById: string;
            runId: string | null;
            decidedById: string | null;
            decidedAlone: boolean;
            note: string | null;
            /** Format: date-time */
            expiresAt: string;
            decidedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** Artifact */
        Artifact: {
            id: string;
            taskId: string | null;
            runId: string | null;
            name: string;
            mediaType: string;
            bytes: number;
            sha256: string;
            /** @enum {string} */
            authorKind: "agent" | "operator" | "key" | "system";
            authorId: string;
            /** Format: date-time */
            createdAt: string;
        };
        /** Audit */
        Audit: {
            seq: number;
            /** Format: date-time */
            at: string;
            action: string;
            /** @enum {string} */
            actorKind: "agent" | "operator" | "key" | "system";
            actorId: string;
            onBehalfOf: string | null;
            runId: string | null;
            noun: string;
            entityId: string;
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
            digests: {
                [key: string]: string;
            };
            prev: string;
            hash: string;
            texts: {
                [key: string]: unknown;
            } | null;
        };
        /** Balance */
        Balance: {
            id: string;
            budgetId: string;
            /** Format: date-time */
            startsAt: string;
            endsAt: string | null;
            reserved: number;
            spent: number;
            warnedAt: string | null;
            stoppedAt: string | null;
        };
        /** Budget */
        Budget: {
            id: string;
            /** @enum {string} */
            scope: "company" | "team" | "agent" | "project" | "goal" | "key";
            scopeId: string;
            /** @enum {string} */
            window: "day" | "week" | "month" | "lifetime";
            limit: number;
            warnPercent: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Company */
        Company: {
            id: string;
            slug: string;
            name: string;
            mission: string;
            /** @enum {string} */
            status: "active" | "paused" | "archived";
            zone: string;
            prefix: string;
            boardMinimum: number;
            maxRuns: number;
            agentRunsPerHour: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** CostReport */
        CostReport: {
            by: string;
            from: string;
            to: string;
            zone: string;
            total: {
                /** @description Whole micro-dollars. */
                billed: number;
                /** @description What a flat subscription would have cost, in micro-dollars: it counts against no budget. */
                imputed: number;
                /** @description Pieces of thinking whose price nobody knows. */
                unpriced: number;
                inputTokens: number;
                cachedTokens: number;
                outputTokens: number;
            };
            rows: {
                id: string | null;
                name: string | null;
                /** @description Whole micro-dollars. */
                billed: number;
                /** @description What a flat subscription would have cost, in micro-dollars: it counts against no budget. */
                imputed: number;
                /** @description Pieces of thinking whose price nobody knows. */
                unpriced: number;
                inputTokens: number;
                cachedTokens: number;
                outputTokens: number;
            }[];
        };
        /** DeadLetter */
        DeadLetter: {
            id: string;
            webhookId: string;
            seq: number;
            action: string;
            /** @enum {string} */
            status: "dead" | "again";
            attempts: number;
            problem: string;
            /** Format: date-time */
            diedAt: string;
        };
        /** Document */
        Document: {
            id: string;
            taskId: string;
            key: string;
            title: string;
            revision: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** DocumentRevision */
        DocumentRevision: {
            id: string;
            documentId: string;
            number: number;
            title: string;
            body: string;
            /** @enum {string} */
            authorKind: "agent" | "operator" | "key" | "system";
            authorId: string;
            runId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** Forecast */
        Forecast: {
            /** @description Whole micro-dollars. */
            perDay: number;
            month: {
                /** Format: date-time */
                startsAt: string;
                /** Format: date-time */
                endsAt: string;
                /** @description Whole micro-dollars. */
                spent: number;
                /** @description Whole micro-dollars. */
                expected: number;
            };
            budgets: {
                budget: components["schemas"]["Budget"];
                balance: components["schemas"]["Balance"];
                /** @description Whole micro-dollars. */
                perDay: number;
                expected: number | null;
                exhaustedAt: string | null;
            }[];
        };
        /** Goal */
        Goal: {
            id: string;
            title: string;
            description: string;
            parentId: string | null;
            ownerId: string | null;
            teamId: string | null;
            /** @enum {string} */
            status: "planned" | "active" | "achieved" | "cancelled";
            metric: {
                start: number;
                target: number;
                current: number;
                unit: string;
            } | null;
            dueAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Hook */
        Hook: {
            id: string;
            name: string;
            source: string;
            agentId: string;
            /** @enum {string} */
            audience: "agent" | "team";
            /** @enum {string} */
            createdByKind: "agent" | "operator" | "key" | "system";
            createdById: string;
            /** Format: date-time */
            createdAt: string;
            revokedAt: string | null;
            refused: number;
            refusedAt: string | null;
        };
        /** Incident */
        Incident: {
            id: string;
            /** @enum {string} */
            kind: "breaker_open" | "task_parked" | "item_parked" | "budget_warning" | "budget_stop" | "overrun" | "unpriced" | "depth_limit" | "run_lost" | "ask_overdue" | "task_blocked" | "plugin_failed" | "adapter_missing" | "hourly_cap" | "routine_stuck" | "secret_missing" | "webhook_failing";
            /** @enum {string} */
            status: "open" | "closed";
            agentId: string | null;
            taskId: string | null;
            runId: string | null;
            budgetId: string | null;
            webhookId: string | null;
            detail: string;
            /** Format: date-time */
            createdAt: string;
            closedAt: string | null;
        };
        /** Invitation */
        Invitation: {
            id: string;
            email: string | null;
            /** @enum {string} */
            kind: "board" | "owner" | "local";
            boardOf: string | null;
            level: ("owner" | "operator" | "viewer") | null;
            invitedById: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            usedAt: string | null;
            usedById: string | null;
            revokedAt: string | null;
        };
        /** LogChunk */
        LogChunk: {
            /** @enum {string} */
            stream: "stdout" | "stderr" | "desk" | "run";
            /** @enum {string} */
            level: "debug" | "info" | "warn" | "error";
            text: string;
            n: number;
            /** Format: date-time */
            at: string;
        };
        /** Member */
        Member: {
            id: string;
            name: string;
            /** @enum {string} */
            level: "owner" | "operator" | "viewer";
            /** Format: date-time */
            createdAt: string;
        };
        /** Message */
        Message: {
            id: string;
            /** @enum {string} */
            kind: "say" | "ask" | "answer";
            taskId: string | null;
            /** @enum {string} */
            fromKind: "agent" | "operator" | "key" | "system";
            fromId: string;
            toKind: ("agent" | "operator" | "key" | "system") | null;
            toId: string | null;
            body: string;
            askId: string | null;
            dueAt: string | null;
            answeredAt: string | null;
            escalatedAt: string | null;
            runId: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** Movement */
        Movement: {
            id: string;
            /** @enum {string} */
            kind: "reserve" | "spend" | "release" | "adjust";
            amount: number;
            runId: string;
            agentId: string;
            taskId: string | null;
            projectId: string | null;
            goalId: string | null;
            balances: string[];
            usageId: string | null;
            provider: string | null;
            model: string | null;
            inputTokens: number;
            cachedTokens: number;
            outputTokens: number;
            /** @enum {string} */
            billing: "billed" | "imputed" | "unpriced";
            estimated: boolean;
            overrun: boolean;
            /** Format: date-time */
            createdAt: string;
        };
        /** Note */
        Note: {
            id: string;
            /** @enum {string} */
            kind: "note" | "review";
            agentId: string | null;
            aboutId: string | null;
            title: string;
            body: string;
            rating: number | null;
            /** @enum {string} */
            authorKind: "agent" | "operator" | "key" | "system";
            authorId: string;
            runId: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Problem */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            reason?: string;
            fields?: {
                field: string;
                problem: string;
            }[];
        };
        /** Project */
        Project: {
            id: string;
            slug: string;
            name: string;
            description: string;
            leadId: string | null;
            goalId: string | null;
            /** @enum {string} */
            status: "active" | "done" | "cancelled";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Retention */
        Retention: {
            /** @enum {string} */
            id: "logs" | "runs" | "signals" | "items" | "replies" | "audit";
            /** Format: date-time */
            through: string;
            removed: number;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Revision */
        Revision: {
            id: string;
            agentId: string;
            number: number;
            configuration: {
                name: string;
                roleId: string;
                instructions: string;
                adapter: {
                    kind: string;
                    config: {
                        [key: string]: unknown;
                    };
                    perRun: number | null;
                };
                heartbeat: {
                    schedule: {
                        /** @enum {string} */
                        kind: "every";
                        everyMs: number;
                    } | {
                        /** @enum {string} */
                        kind: "cron";
                        cron: string;
                        zone: string;
                    };
                    /** @enum {string} */
                    idle: "rest" | "run";
                    wakeOn: ("schedule" | "assignment" | "message" | "goal" | "decision" | "signal" | "raise" | "answer" | "child_done" | "review" | "operator")[];
                    catchUp: {
                        /** @enum {string} */
                        kind: "once";
                    } | {
                        /** @enum {string} */
                        kind: "skip";
                    } | {
                        /** @enum {string} */
                        kind: "all";
                        max: number;
                    };
                    jitterPercent: number;
                    activeHours: {
                        from: string;
                        to: string;
                        /**
                         * @default [
                         *       1,
                         *       2,
                         *       3,
                         *       4,
                         *       5,
                         *       6,
                         *       7
                         *     ]
                         */
                        days: number[];
                        /** @default UTC */
                        zone: string;
                    } | null;
                    timeoutMs: number;
                    silenceMs: number;
                    cap: number;
                };
                tools: {
                    allow: string[] | null;
                    mcp: string[];
                } | null;
                skills: string[];
            };
            /** Format: date-time */
            createdAt: string;
        };
        /** Role */
        Role: {
            id: string;
            slug: string;
            title: string;
            description: string;
            permissions: {
                [key: string]: {
                    /** @enum {string} */
                    scope: "self" | "reports" | "team" | "company";
                    /** @enum {string} */
                    verdict: "allow" | "ask";
                };
            };
            heartbeat: {
                schedule: {
                    /** @enum {string} */
                    kind: "every";
                    everyMs: number;
                } | {
                    /** @enum {string} */
                    kind: "cron";
                    cron: string;
                    zone: string;
                };
                /** @enum {string} */
                idle: "rest" | "run";
                wakeOn: ("schedule" | "assignment" | "message" | "goal" | "decision" | "signal" | "raise" | "answer" | "child_done" | "review" | "operator")[];
                catchUp: {
                    /** @enum {string} */
                    kind: "once";
                } | {
                    /** @enum {string} */
                    kind: "skip";
                } | {
                    /** @enum {string} */
                    kind: "all";
                    max: number;
                };
                jitterPercent: number;
                activeHours: {
                    from: string;
                    to: string;
                    /**
                     * @default [
                     *       1,
                     *       2,
                     *       3,
                     *       4,
                     *       5,
                     *       6,
                     *       7
                     *     ]
                     */
                    days: number[];
                    /** @default UTC */
                    zone: string;
                } | null;
                timeoutMs: number;
                silenceMs: number;
                cap: number;
            } | null;
            budget: {
                limit: number;
                /** @enum {string} */
                window: "day" | "week" | "month" | "lifetime";
            } | null;
            tools: {
                allow: string[] | null;
                mcp: string[];
            };
            secrets: string[];
            skills: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Routine */
        Routine: {
            id: string;
            slug: string;
            /** @enum {string} */
            status: "active" | "paused";
            /** @enum {string} */
            assigneeKind: "agent" | "operator" | "key" | "system";
            assigneeId: string;
            task: {
                title: string;
                description: string;
                acceptance: string;
                /** @enum {string} */
                priority: "critical" | "high" | "medium" | "low";
                labels: string[];
                reviewerKind: ("agent" | "operator" | "key" | "system") | null;
                reviewerId: string | null;
                projectId: string | null;
                goalId: string | null;
            };
            schedule: ({
                /** @enum {string} */
                kind: "every";
                everyMs: number;
            } | {
                /** @enum {string} */
                kind: "cron";
                cron: string;
                zone: string;
            }) | null;
            signal: string | null;
            catchUp: {
                /** @enum {string} */
                kind: "once";
            } | {
                /** @enum {string} */
                kind: "skip";
            } | {
                /** @enum {string} */
                kind: "all";
                max: number;
            };
            /** @enum {string} */
            overlap: "skip" | "allow" | "replace";
            /** Format: date-time */
            anchorAt: string;
            lastSlot: string | null;
            lastTaskId: string | null;
            skipped: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Run */
        Run: {
            id: string;
            agentId: string;
            /** @enum {string} */
            status: "running" | "deferred" | "succeeded" | "failed" | "cancelled" | "timed_out" | "lost";
            fence: number;
            revision: number;
            slot: string | null;
            causes: ("schedule" | "assignment" | "message" | "goal" | "decision" | "signal" | "raise" | "answer" | "child_done" | "review" | "operator")[];
            depth: number;
            taskId: string | null;
            projectId: string | null;
            goalId: string | null;
            managers: string[];
            keyIds: string[];
            balances: string[];
            cap: number;
            reserved: number;
            spent: number;
            imputed: number;
            unpriced: boolean;
            estimated: boolean;
            upTo: number;
            summary: string | null;
            error: {
                /** @enum {string} */
                kind: "auth" | "rate_limit" | "overloaded" | "network" | "bad_request" | "budget" | "max_turns" | "timeout" | "crashed" | "unknown";
                message: string;
                retryAfterMs: number | null;
            } | null;
            failure: ("auth" | "rate_limit" | "overloaded" | "network" | "bad_request" | "budget" | "max_turns" | "timeout" | "crashed" | "unknown") | null;
            notices: string[];
            touched: string[];
            handle: unknown | null;
            until: string | null;
            answer: unknown | null;
            cancelReason: string | null;
            /** Format: date-time */
            startedAt: string;
            endedAt: string | null;
        };
        /** SearchHit */
        SearchHit: {
            /** @enum {string} */
            kind: "task" | "message" | "document" | "note" | "artifact" | "goal" | "project" | "routine" | "agent" | "role" | "skill" | "tool" | "approval";
            id: string;
            ref: string | null;
            title: string;
            excerpt: string;
            marks: {
                title: {
                    from: number;
                    to: number;
                }[];
                excerpt: {
                    from: number;
                    to: number;
                }[];
            };
            taskId: string | null;
            /** Format: date-time */
            at: string;
        };
        /** Secret */
        Secret: {
            id: string;
            slug: string;
            description: string;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Signal */
        Signal: {
            id: string;
            source: string;
            agentId: string;
            payload: unknown;
            /** Format: date-time */
            createdAt: string;
        };
        /** Skill */
        Skill: {
            id: string;
            slug: string;
            description: string;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** SkillVersion */
        SkillVersion: {
            id: string;
            skillId: string;
            number: number;
            description: string;
            files: {
                path: string;
                bytes: number;
                sha256: string;
            }[];
            /** Format: date-time */
            createdAt: string;
        };
        /** Task */
        Task: {
            id: string;
            number: number;
            identifier: string;
            title: string;
            description: string;
            acceptance: string;
            /** @enum {string} */
            status: "backlog" | "todo" | "in_progress" | "in_review" | "blocked" | "done" | "cancelled";
            /** @enum {string} */
            priority: "critical" | "high" | "medium" | "low";
            assigneeKind: ("agent" | "operator" | "key" | "system") | null;
            assigneeId: string | null;
            reviewerKind: ("agent" | "operator" | "key" | "system") | null;
            reviewerId: string | null;
            parentId: string | null;
            projectId: string | null;
            goalId: string | null;
            routineId: string | null;
            labels: string[];
            dueAt: string | null;
            notBefore: string | null;
            checkoutRunId: string | null;
            checkoutFence: number | null;
            blockedReason: string | null;
            result: string | null;
            parkedAt: string | null;
            failedRuns: number;
            idleRuns: number;
            depth: number;
            keyIds: string[];
            /** @enum {string} */
            createdByKind: "agent" | "operator" | "key" | "system";
            createdById: string;
            /** Format: date-time */
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Tool */
        Tool: {
            id: string;
            slug: string;
            description: string;
            connection: {
                /** @enum {string} */
                kind: "url";
                url: string;
                /** @default {} */
                headers: {
                    [key: string]: string | {
                        secret: string;
                    };
                };
            } | {
                /** @enum {string} */
                kind: "command";
                command: string[];
                /** @default {} */
                env: {
                    [key: string]: string | {
                        secret: string;
                    };
                };
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        /** Waiting */
        Waiting: {
            /** @enum {string} */
            kind: "waiting";
            approval: components["schemas"]["Approval"];
        };
        /** Webhook */
        Webhook: {
            id: string;
            name: string;
            url: string;
            /** @enum {string} */
            kind: "records" | "approvals";
            records: string[] | null;
            /** @enum {string} */
            createdByKind: "agent" | "operator" | "key" | "system";
            createdById: string;
            /** Format: date-time */
            createdAt: string;
            revokedAt: string | null;
            seq?: number;
            attempts?: number;
            dueAt?: string | null;
            problem?: string | null;
            deliveredAt?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
