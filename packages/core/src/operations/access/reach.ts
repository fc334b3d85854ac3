import { PaperclipError } from '../../domain/error.ts'

/** Where agents of this installation find their desk from outside this program: where its options say, else where a server has said that it answers. */
export class Reach {
  readonly #given: string | null
  #told: string | null = null

  /** Throws `misconfigured` for what is no address of the web. */
  constructor(given: string | undefined) {
    this.#given = given === undefined ? null : baseOf(given)
  }

  get url(): string | null {
    return this.#given ?? this.#told
  }

  /** Hears where a server answers; null: nowhere any more. Throws like the constructor. */
  tell(url: string | null): void {
    this.#told = url === null ? null : baseOf(url)
  }
}

/** An address without a slash at its end: what is asked of it begins with one. */
function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new PaperclipError('misconfigured', `apiUrl: must be the address of a server, like "http://localhost:4400" (was ${JSON.stringify(url)}).`)
  }
  return parsed.href.replace(/(?<!\/)\/+$/, '')
}
