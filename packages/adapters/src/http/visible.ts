/** The beginning of a text on one line, with what cannot be seen written out. */
export function visible(text: string, most = 300): string {
  const shown = text.slice(0, most).toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => {
    const [short] = /[\n\r\t]/.test(character) ? [JSON.stringify(character).slice(1, -1)] : []
    return short ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
  })
  return text.length > most ? `${shown}…` : shown
}

/** A text that every store can hold: no NUL, no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()
