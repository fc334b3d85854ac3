import { PaperclipError } from '../../domain/error.ts'

/** Where agents of this installation find their desk from outside this program: nowhere, until a server answers for it. */
export class Reach {
  #url: string | null = null

  get url(): string | null {
    return this.#url
  }

  /** Throws `misconfigured` for what is no address of the web. */
  lead(url: string | null): void {
    this.#url = url === null ? null : baseOf(url)
  }
}

/** An address without a slash at its end: what is asked of it begins with one. */
function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new PaperclipError('misconfigured', `apiUrl: must be the address of a server, like "http://localhost:4400" (was ${JSON.stringify(url)}).`)
  }
  return parsed.href.replace(/\/+$/, '')
}
