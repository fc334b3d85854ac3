/** What came of looking at one thing. `fix` is what to do: words, or a command line. */
export type Check = { about: string; what: string } & ({ level: 'ok' } | { level: 'warn' | 'bad'; fix: string })

export const ok = (about: string, what: string): Check => ({ level: 'ok', about, what })
export const warn = (about: string, what: string, fix: string): Check => ({ level: 'warn', about, what, fix })
export const bad = (about: string, what: string, fix: string): Check => ({ level: 'bad', about, what, fix })
