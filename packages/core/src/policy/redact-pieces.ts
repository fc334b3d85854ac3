/** What is looked for, and what comes in its place. */
export interface Mask { form: string; mask: string }

/** Fewer characters may end a line, or be all of it, by chance. */
const LEAST_END = 12, LEAST_LINE = 16
/** What is longer is looked for as it is, and by its lines. */
const LONGEST_FORM = 8_192

/** The shortest text that is looked through for pieces. */
export const LEAST_PIECE = LEAST_END

/**
 * Makes what takes out what is left of secrets in a text that was cut, or wrapped at a width: in each line, and on each side of a `…`, what begins a secret and ends the line, what ends one and begins the line,
 * and a line that is nothing but a part of one.
 */
export function pieceMasker(masks: readonly Mask[]): (text: string) => string {
  const looked = masks.filter(({ form }) => form.length > LEAST_END && form.length <= LONGEST_FORM), all = looked.map(({ form }) => form).join('\0')
  const inLine = (line: string): string => {
    const said = line.trim(), head = said.slice(0, LEAST_END), tail = said.slice(-LEAST_END)
    if (said.length < LEAST_END || !(all.includes(head) || all.includes(tail)) || isOutline(said)) return line
    return line.replace(said, () => withoutPieces(said, looked))
  }
  return text => (BREAKS.test(text) ? text.split(BREAKS).map((part, at) => (at % 2 === 0 ? inLine(part) : part)).join('') : inLine(text))
}

const BREAKS = /(\n|…)/

function withoutPieces(said: string, masks: readonly Mask[]): string {
  const whole = said.length >= LEAST_LINE ? masks.find(({ form }) => form.includes(said)) : undefined
  if (whole) return whole.mask
  const begun = longest(masks, form => beginningAtEnd(said, form)), left = said.slice(0, said.length - begun.length)
  const ended = longest(masks, form => endAtBeginning(left, form))
  return `${ended.mask}${left.slice(ended.length)}${begun.mask}`
}

function longest(masks: readonly Mask[], lengthOf: (form: string) => number): { length: number; mask: string } {
  let found = { length: 0, mask: '' }
  for (const { form, mask } of masks) {
    const length = lengthOf(form)
    if (length > found.length) found = { length, mask }
  }
  return found
}

/** How much of the beginning of a form ends a text. */
function beginningAtEnd(said: string, form: string): number {
  const tail = said.slice(-LEAST_END)
  for (let at = form.lastIndexOf(tail); at >= 0 && tail.length === LEAST_END; at = at === 0 ? -1 : form.lastIndexOf(tail, at - 1)) if (said.endsWith(form.slice(0, at + LEAST_END))) return at + LEAST_END
  return 0
}

/** How much of the end of a form begins a text. */
function endAtBeginning(said: string, form: string): number {
  const head = said.slice(0, LEAST_END)
  for (let at = form.indexOf(head); at >= 0 && head.length === LEAST_END; at = form.indexOf(head, at + 1)) if (said.startsWith(form.slice(at))) return form.length - at
  return 0
}

const LEAST_SECRET_LINE = 8

/** The lines of a secret that has several: each is as secret as the whole, but for those that only say what follows. */
export const secretLines = (value: string): string[] => (value.includes('\n') ? value.split('\n').map(line => line.trim()).filter(line => line.length >= LEAST_SECRET_LINE && !isOutline(line)) : [])

/** What others have too who have a key or a configuration of the kind: `-----BEGIN PRIVATE KEY-----`, `clusters:`, `apiVersion: v1`. */
const isOutline = (line: string): boolean => /^(?:[\w.-]{1,100}:(?:\s\S{0,7})?|-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----)$/.test(line)
