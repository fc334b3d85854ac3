import { PaperclipError, type ErrorCode } from '@paperclip/core'

/** What a person does next: a sentence, or a verb of this command to run. */
export type Next = string | { run: string }

/** A refusal of the command itself, with what a person does next. */
export class CliError extends PaperclipError {
  readonly next: Next

  constructor(code: ErrorCode, message: string, next: Next) {
    super(code, message)
    this.next = next
  }
}
