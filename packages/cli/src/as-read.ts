import { versionOf } from '@paperclip/core'

/** A row as it is told to programs: with the version that `--if-version` takes, to change it only if nobody has since. */
export const asRead = <T extends object>(row: T): T & { ifVersion: string } => ({ ...row, ifVersion: versionOf(row) })
