/** Where the library says what went wrong in the background, where no caller can be told. */
export interface Logger {
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void
  error(message: string, facts?: Readonly<Record<string, unknown>>): void
}
