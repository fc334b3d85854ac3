import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { packageFile } from './package-file.ts'

const manifest = z.object({ version: z.string() })

/** The version of this package. */
export const packageVersion = (): string => manifest.parse(JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))).version
