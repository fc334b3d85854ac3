import { PaperclipError, type ErrorCode } from '@paperclip/core'

/** What a person does next: a sentence, or a verb of this command to run. */
export type Next = string | { run: string }

/** A refusal of the command itself, or one that it says more about, with what a person does next. */
export class CliError extends PaperclipError {
  readonly next: Next

  constructor(refusal: ErrorCode | Pick<PaperclipError, 'code' | 'reason'>, message: string, next: Next) {
    const { code, reason } = typeof refusal === 'string' ? { code: refusal, reason: undefined } : refusal
    super(code, message, reason ? { reason } : {})
    this.next = next
  }
}
