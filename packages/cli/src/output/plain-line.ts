// Written by agents and other people: nothing in it may move the cursor, change colours or break a line.
// oxlint-disable-next-line no-control-regex -- because control characters are what is looked for
const ESCAPES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|.)?/g
const BLANK = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu

/** Somebody's text as one harmless line. */
export const plainLine = (text: string): string => text.replace(ESCAPES, '').replace(BLANK, ' ').trim()

/** Somebody's text, harmless, with its lines kept. */
export const plainText = (text: string): string => text.replace(ESCAPES, '').split(/\r\n|\r|\n/).map(line => line.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trimEnd()).join('\n')
