import { PaperclipError } from './paperclip-error.ts'

/** The address of a server: http or https, without a name and password in it. */
export function addressOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new PaperclipError('invalid_input', `url: must be the address of a server, like https://paperclip.example (was "${url.replace(/\/\/[^@/]*@/, '//')}").`, { status: null })
  if (parsed.username !== '' || parsed.password !== '') throw new PaperclipError('invalid_input', 'url: must hold no name and password. Give the key as `token`.', { status: null })
  return `${parsed.origin}${parsed.pathname.replace(/(?<!\/)\/+$/, '')}`
}
