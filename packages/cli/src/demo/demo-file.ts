import { fileURLToPath } from 'node:url'
import { packageFile } from '../package-file.ts'

/** The path of something the demo brings: its shop, its data, its agents. */
export const demoFile = (path: string): string => fileURLToPath(packageFile(`demo/${path}`))
