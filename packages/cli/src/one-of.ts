import { CliError } from './cli-error.ts'

/** A word that must be one of these. */
export function oneOf<T extends string>(option: string, words: readonly T[], text: string): T {
  const found = words.find(word => word === text)
  if (found === undefined) throw new CliError('invalid_input', `${option}: must be one of ${words.join(', ')} (was "${text}").`, option.startsWith('-') ? `Write it like ${option} ${words[0] ?? ''}` : `Write ${words.join(' or ')}`)
  return found
}

/** A number that an option or argument gives. */
export function numberOf(option: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new CliError('invalid_input', `${option}: must be a number (was "${text}").`, 'Write it like 40 or 0.5')
  return value
}
