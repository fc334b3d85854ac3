import { Readable } from 'node:stream'
import { systemClock, type Clock } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import { main } from '../main.ts'
import { recordingIo, type RecordingIo, type Terminal } from './recording-io.ts'
import { session, type Ran } from './session.ts'

/** The command, where its companies lie or asked of a server. */
export interface Place { name: string; run(...argv: string[]): Promise<Ran>; pipe(value: string, ...argv: string[]): Promise<Ran> }

export const piping = (value: string): Terminal => ({ piped: Readable.from([Buffer.from(value)]) })

/** A day that does not pass, so that two tellings of one story agree. */
const STILL: Clock = { ...systemClock, now: () => new Date('2027-03-01T12:00:00Z') }

/** A place on this machine. */
export function localPlace(): Place {
  const { data, run, runOn } = session({ clock: STILL })
  return { name: `--data ${data}`, run, pipe: (value, ...argv) => runOn(piping(value), ...argv) }
}

/** A server, for as long as the work lasts: as the operator of its own machine, who was let in. */
export async function onServer<T>(work: (place: Place & { url: string; as(key: string): Place['run']; begin(...argv: string[]): { io: RecordingIo; exit: Promise<number> }; keyOf(company: string): Promise<string> }) => Promise<T>): Promise<T> {
  const here = session({ clock: STILL })
  return here.with(async paperclip => {
    const urls: string[] = [], app = await createServer({ paperclip, publicUrls: () => urls, clock: STILL })
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    urls.push(url)
    const { token } = await paperclip.access.openLogin(await paperclip.access.accept((await paperclip.access.inviteLocal()).code, null))
    const begun = (key: string, terminal: Terminal, argv: readonly string[]) => {
      const io = recordingIo({ clock: STILL, cwd: here.data.replace(/\/data$/, ''), env: { PAPERCLIPAI_KEY: key, PAPERCLIPAI_HOME: `${here.data}-home` }, ...terminal }), ends = argv.includes('--') ? argv.indexOf('--') : argv.length
      return { io, exit: main([...argv.slice(0, ends), '--url', url, ...argv.slice(ends)], io) }
    }
    const asked = async (key: string, terminal: Terminal, argv: readonly string[]): Promise<Ran> => {
      const { io, exit: ended } = begun(key, terminal, argv), exit = await ended
      return { exit, out: io.out, err: io.err, json: () => JSON.parse(io.out) as unknown }
    }
    try {
      return await work({
        name: `--url ${url}`, url, run: (...argv) => asked(token, {}, argv), pipe: (value, ...argv) => asked(token, piping(value), argv), as: key => (...argv) => asked(key, {}, argv), begin: (...argv) => begun(token, {}, argv),
        keyOf: async company => (await (await paperclip.company(company)).keys.create({ name: 'ci', level: 'operator' })).token,
      })
    } finally {
      await app.close()
    }
  })
}
