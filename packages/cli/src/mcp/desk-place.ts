import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'
import type { Options } from '../options.ts'
import { keyFor } from '../remote/remote-place.ts'

/** Where a desk is, and what opens it. */
export interface DeskPlace { url: string; token: string }

/**
 * As the command line says, else as a run is handed it (`PAPERCLIP_API_URL`, `PAPERCLIP_API_KEY`), else as the other verbs find their server.
 * What opens the one is never shown to the other.
 */
export function deskPlace(io: Pick<Io, 'env' | 'cwd'>, options: Pick<Options, 'text'>): DeskPlace {
  const named = options.text('url'), file = options.text('keyFile')
  const { PAPERCLIP_API_URL: handed, PAPERCLIP_API_KEY: token, PAPERCLIPAI_URL: usual } = io.env
  if (named === undefined && handed) return { url: addressIn(handed), token: file === undefined && token ? token : keyFor(io, file) }
  const url = named ?? usual
  if (!url) throw new CliError('misconfigured', 'Nothing says where the desk is: PAPERCLIP_API_URL is not set.', 'A run is handed it while a server answers for its installation. Elsewhere: --url <url>, with a key of the agent in $PAPERCLIPAI_KEY')
  return { url: addressIn(url), token: keyFor(io, file) }
}

function addressIn(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/(?<!\/)\/+$/, '')
  throw new CliError('invalid_input', `PAPERCLIP_API_URL: must be the address of a server (was "${url}").`, 'Write it like http://localhost:4400')
}
