import { createClient, type Client } from '@paperclip/client'
import { isPaperclipError } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from './cli-error.ts'
import type { CompaniesVerbs, CompanyVerbs } from './company-verbs.ts'
import { chooseCompany } from './data/choose-company.ts'
import { dataFolder, holdsData, serverPlace, type DataFolder } from './data/data-folder.ts'
import { openInstallation, type Installation } from './data/installation.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { whyHere } from './local-verbs.ts'
import { Options } from './options.ts'
import { next } from './output/facts.ts'
import { screenOf, type Screen } from './output/screen.ts'
import { remoteCompanies } from './remote/remote-companies.ts'
import { keyFor } from './remote/remote-place.ts'
import { loadConfig, type StartConfig } from './start-config.ts'

/** What a verb says: as data for programs and as text for people, or piece by piece where it may be long. */
export type Answer = { data: unknown; text: string; exit?: ExitCode } | { pieces: AsyncIterable<string> }

/** A verb on its way: what was given, and where it happens. */
export interface Call {
  io: Io
  screen: Screen
  folder: DataFolder
  args: readonly string[]
  options: Options
  /** A verb as a command line that a person can copy. */
  line(verb: string): string
  /** The same, marked as what to do next, on a line of its own. */
  hint(verb: string): string
}

export interface OpenCall extends Call {
  paperclip: CompaniesVerbs
  place: Place
}

/** Where the companies are: they lie here, or a server is asked. */
export type Place = { kind: 'here'; installation: Installation } | { kind: 'there'; client: Client }

export interface CompanyCall extends OpenCall { company: CompanyVerbs }

type Action = (this: Command) => Promise<void>

/** Carries verbs out: opens what they need, says what they answer, and closes it again. */
export class Shell {
  readonly io: Io
  /** Where the verb at work finds its data, once that is known. */
  folder: DataFolder | undefined
  exit: ExitCode = EXIT.ok
  /** How to use what was called without a verb. */
  usage = ''

  constructor(io: Io) {
    this.io = io
  }

  /** A verb that does everything itself: on the data of this machine, unless it works `anywhere`. */
  bare(run: (call: Call, config: StartConfig) => Promise<ExitCode>, where: 'here' | 'anywhere' = 'here'): Action {
    const begin = (command: Command) => this.#begin(command)
    const end = (exit: ExitCode): void => { this.exit = exit }
    return async function () {
      const { call, config } = await begin(this)
      if (where === 'here' && call.folder.database.kind === 'remote') throw onlyHere(verbOf(this))
      end(await run(call, config))
    }
  }

  /** A verb about companies; `makes` ones may begin with nothing. */
  open(run: (call: OpenCall) => Promise<Answer>, data: 'needs' | 'makes' = 'needs'): Action {
    const begin = (command: Command) => this.#begin(command)
    const say = (call: Call, answer: Answer) => this.#say(call, answer)
    return async function () {
      const { call, config } = await begin(this)
      if (data === 'needs' && !holdsData(call.folder)) throw new CliError('not_found', `There is no company data in ${call.folder.name}.`, `Found a company: ${call.line('company create <slug>')}\nor see one at work: ${call.line('start')}\nor name another folder with --data <dir>.`)
      const { database } = call.folder
      if (database.kind === 'remote') {
        const client = clientOf(call, database.url)
        return say(call, await run({ ...call, paperclip: remoteCompanies(client), place: { kind: 'there', client } }))
      }
      const installation = await openInstallation(call.io, call.folder, config)
      try {
        await say(call, await run({ ...call, paperclip: installation.paperclip, place: { kind: 'here', installation } }))
      } finally {
        await installation.store.close()
      }
    }
  }

  /** A verb about one company. `list` is the verb that shows what could have been meant, where nothing was found. */
  company(run: (call: CompanyCall) => Promise<Answer>, list?: string): Action {
    return this.open(async call => {
      const company = await chooseCompany(call.paperclip, call.folder, call.options.text('company'))
      try {
        return await run({ ...call, company })
      } catch (error) {
        if (list === undefined || !isPaperclipError(error) || error.code !== 'not_found' || error instanceof CliError) throw error
        throw new CliError('not_found', error.message, { run: list })
      }
    })
  }

  async #begin(command: Command): Promise<{ call: Call; config: StartConfig }> {
    const { io } = this
    const options = new Options(command)
    const folder = this.folder = placeOf(io, options)
    const named = options.text('config')
    const config = named === undefined ? {} : await loadConfig(io.cwd, named)
    const screen = screenOf(io.stdout, io), line = (verb: string): string => commandLine(io, folder, verb)
    return { config, call: { io, folder, options, args: command.args, screen, line, hint: verb => `  ${next(screen, line(verb))}` } }
  }

  async #say({ io, options }: Call, answer: Answer): Promise<void> {
    if ('pieces' in answer) {
      for await (const piece of answer.pieces) await io.stdout.write(piece)
      return
    }
    const { data, text, exit = EXIT.ok } = answer
    this.exit = exit
    await io.stdout.write(`${options.flag('json') ? JSON.stringify(data, null, 2) : text}\n`)
  }
}

/** Where the companies are: where the command line says, else the environment. */
function placeOf(io: Io, options: Options): DataFolder {
  const url = options.text('url'), data = options.text('data')
  if (url !== undefined && data !== undefined) throw new CliError('invalid_input', '--url and --data: the companies are on a server, or they lie here.', 'Name one of the two.')
  if (url !== undefined) return serverPlace(io, url, true)
  const usual = io.env[URL_OF_SERVER]
  return data === undefined && usual ? serverPlace(io, usual, false) : dataFolder(io, data)
}

/** Names the server that is asked, where the command line does not. */
const URL_OF_SERVER = 'PAPERCLIPAI_URL'

/** The server that a call is about, asked with the key that was given. */
export const clientOf = ({ io, options }: Pick<Call, 'io' | 'options'>, url: string): Client => createClient({ url, token: keyFor(io, options.text('keyFile')) })

/** A verb with the group it is in, as a person types it. */
const verbOf = (command: Command): string => (command.parent?.parent ? `${verbOf(command.parent)} ${command.name()}` : command.name())

/** What a verb is refused with on a server that works only where the companies lie. */
export const onlyHere = (verb: string): CliError => new CliError('invalid_input', `"${verb}" ${whyHere(verb) ?? 'works on the data itself'}, and that is not done over --url.`, 'Run it on the machine the companies lie on: --data <dir> in place of --url.')

/** A verb as a person types it here. */
export function commandLine({ command }: Pick<Io, 'command'>, folder: DataFolder | undefined, verb: string): string {
  if (!folder?.isNamed) return `${command} ${verb}`
  const [words = '', ...program] = verb.split(/ (?=-- )/)
  return `${[`${command} ${words} ${folder.database.kind === 'remote' ? '--url' : '--data'} ${quoted(folder.name)}`, ...program].join(' ')}`
}

/** A word as a shell takes it. */
export const quoted = (word: string): string => (/^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)
