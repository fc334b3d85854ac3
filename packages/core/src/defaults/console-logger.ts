import type { Logger } from '../ports/logger.ts'

/** Writes to standard error. */
export const consoleLogger: Logger = {
  warn: (message, facts) => console.warn(`paperclip: ${message}`, ...(facts ? [facts] : [])),
  error: (message, facts) => console.error(`paperclip: ${message}`, ...(facts ? [facts] : [])),
}
