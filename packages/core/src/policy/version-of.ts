import { hash } from 'node:crypto'
import { canonical } from './canonical.ts'
import { plain } from './plain.ts'

/** The version of something that was read, as long as nothing of it changes: what a change may name as `ifVersion`, and the `ETag` by which a server tells it. */
export const versionOf = (row: object): string => hash('sha256', canonical(plain(row)), 'base64url').slice(0, 22)
