import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { PaperclipError } from '@paperclip/core'
import type { Tls } from './listener.ts'

/** What a server proves itself with: for which names, and until when. */
export interface Certificate {
  expiresAt: Date
  /** Names of the subject, as the certificate has them. */
  names: string
  /** Whether it is good for a host. */
  covers(host: string): boolean
}

/** Reads a certificate with its key. Throws `misconfigured` for what is none, and for a key that belongs to another. */
export function certificateOf({ cert, key }: Tls): Certificate {
  const read = orRefuse(() => new X509Certificate(cert), 'The certificate of TLS (tls.cert, --tls-cert) cannot be read. Give a PEM file that begins with the server\'s own certificate, those above it after it.')
  const own: KeyObject = orRefuse(() => createPrivateKey(key), 'The key of TLS (tls.key, --tls-key) cannot be read. Give the private key as PEM, without a passphrase.')
  const names = read.subjectAltName ?? read.subject.replaceAll('\n', ', ')
  if (!read.checkPrivateKey(own)) throw new PaperclipError('misconfigured', `The key of TLS (tls.key, --tls-key) does not belong to the certificate (tls.cert, --tls-cert), which is for ${names}. Give the key it was made with.`)
  return { names, expiresAt: new Date(read.validTo), covers: host => (/^[\d.]+$|:/.test(host) ? read.checkIP(host) : read.checkHost(host)) !== undefined }
}

function orRefuse<T>(read: () => T, why: string): T {
  try {
    return read()
  } catch {
    throw new PaperclipError('misconfigured', why)                    // what the library says of a key may show parts of it
  }
}
