import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { OidcOptions } from './oidc-options.ts'

/** What somebody set out to the provider for. */
export type Intent = { kind: 'sign-in' } | { kind: 'join'; code: string } | { kind: 'link'; operatorId: string }

/** Somebody on the way to the provider and back: what must come back with them, and what they went for. */
export interface Flow {
  state: string
  nonce: string
  /** What proves that who comes back is who set out (PKCE). */
  verifier: string
  redirectUri: string
  intent: Intent
  /** Milliseconds since the epoch. */
  endsAt: number
}

const CIPHER = 'aes-256-gcm', IV = 12, TAG = 16

/**
 * Seals what a browser keeps while somebody is at the provider. It is kept there and not here, so that nobody can fill anything by setting out, and any node may take them back;
 * it is sealed, so that nobody makes one up: what somebody may do when they come back stands in it.
 */
export class FlowSeal {
  readonly #key: Uint8Array

  constructor({ issuer, clientId, clientSecret }: OidcOptions) {
    this.#key = new Uint8Array(hkdfSync('sha256', clientSecret, `${issuer} ${clientId}`, 'paperclip: on the way to a provider, 1', 32))
  }

  seal(flow: Flow): string {
    const iv = randomBytes(IV), cipher = createCipheriv(CIPHER, this.#key, iv)
    const sealed = Buffer.concat([cipher.update(JSON.stringify(flow), 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  /** What was sealed here and has not run out; undefined for anything else. */
  open(sealed: string, now: Date): Flow | undefined {
    const bytes = Buffer.from(sealed, 'base64url')
    try {
      const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, IV), { authTagLength: TAG }).setAuthTag(bytes.subarray(IV, IV + TAG))
      const flow = JSON.parse(Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8')) as Flow          // sealed: it is what was written
      return flow.endsAt > now.getTime() ? flow : undefined
    } catch {
      return undefined
    }
  }
}
