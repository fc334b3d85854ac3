import { CliError } from '../cli-error.ts'

/** Says what a server does not do for a program elsewhere, and where it is done. */
export const notServed = (what: string): CliError => new CliError('unavailable', `${what}: the server does not serve that yet.`, 'Do it on the machine the companies lie on: --data <dir> in place of --url.')
