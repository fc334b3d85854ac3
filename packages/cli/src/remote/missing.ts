import { CliError } from '../cli-error.ts'

/** Stands where the server has no route yet: says what is missing, and where it works. */
export const missing = (what: string) => (): Promise<never> => Promise.reject(notServed(what))

export const notServed = (what: string): CliError => new CliError('unavailable', `${what}: the server does not serve that yet.`, 'Do it on the machine the companies lie on: --data <dir> in place of --url.')
