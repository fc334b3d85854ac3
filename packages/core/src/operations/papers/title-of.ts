const MOST_TITLE = 80

/** What a text without a title is called: its first line. */
export function titleOf(text: string): string {
  const line = text.trim().split('\n')[0]?.trim() ?? ''
  return line === '' ? 'Untitled' : line.length > MOST_TITLE ? `${line.slice(0, MOST_TITLE - 1).toWellFormed()}…` : line
}
