import type { Command } from 'commander'
import { CliError } from './cli-error.ts'

/** The options a command line gave, read one at a time. */
export class Options {
  readonly #given: ReadonlyMap<string, unknown>

  constructor(command: Command) {
    this.#given = new Map(Object.entries<unknown>(command.optsWithGlobals()))
  }

  text(name: string): string | undefined {
    const value = this.#given.get(name)
    return typeof value === 'string' ? value : undefined
  }

  texts(name: string): string[] {
    const value = this.#given.get(name)
    return Array.isArray(value) ? value.map(String) : []
  }

  flag(name: string): boolean {
    return this.#given.get(name) === true
  }

  /** A whole number from 1, or `usual`. */
  count(name: string, usual: number): number {
    const text = this.text(name)
    if (text === undefined) return usual
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new CliError('invalid_input', `--${name}: must be a whole number from 1 (was "${text}").`, `Write it like --${name} ${usual}`)
    return Number(text)
  }

  /** Those of these that were given, under their own names. */
  given<N extends string>(...names: readonly N[]): Partial<Record<N, string>> {
    const texts: Partial<Record<N, string>> = {}
    for (const name of names) {
      const text = this.text(name)
      if (text !== undefined) texts[name] = text
    }
    return texts
  }
}
