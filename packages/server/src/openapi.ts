import { PROOFS } from './http/proofs.ts'

/** The head of the OpenAPI document; its paths come from the routes. */
export const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'Paperclip',
    version: '1',
    description: 'Companies of AI agents: whatever a person or an agent can do. Times are ISO 8601, money is whole micro-dollars. A change that lists an `Idempotency-Key` among its parameters is done once under it; one that does not refuses the header. Lists go on with `after`.',
  },
  components: { securitySchemes: PROOFS },
} as const
