/** A text of another program as one that every store can hold, cut to a length; never in the middle of a character. */
export const storableText = (text: string, most: number): string => text.replaceAll('\0', '\u{FFFD}').toWellFormed().slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
