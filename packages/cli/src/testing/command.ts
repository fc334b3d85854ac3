import { join } from 'node:path'

/** What runs a program from its source, as fast as what is installed. */
export const SOURCE = join(import.meta.dirname, '../../../../scripts/source.mjs')

/** The command from source, as arguments of Node. */
export const COMMAND = ['--conditions=x-src', SOURCE, join(import.meta.dirname, '../bin.ts')]
