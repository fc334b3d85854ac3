import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Adapter, Definition, Plugin } from '@paperclip/core'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import type { StartConfig } from '../start-config.ts'

const ALLOWED = 'It must be a JavaScript module (.mjs or .js) that exports by default a definition, { schema: 1, … }, as a .json file holds it, or a configuration with one: { company: { schema: 1, … }, adapters? }.'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
/** What is in a definition is said by the library, field by field. */
const definition = z.custom<Definition>(one => isObject(one) && 'schema' in one)
const exportedConfig = z.looseObject({
  company: definition,
  adapters: z.array(z.custom<Adapter>(one => isObject(one) && 'kind' in one && 'run' in one)).default([]),
  plugins: z.array(z.custom<Plugin>(one => isObject(one) && 'name' in one)).default([]),
})

/** Reads the company that a module exports or a JSON file holds, and the adapters and plugins that come with it. As the file now is: also if it was read before. */
export async function loadDefinition(cwd: string, file: string): Promise<{ definition: Definition; config: Required<Pick<StartConfig, 'adapters' | 'plugins'>> }> {
  const path = resolve(cwd, file)
  if (!existsSync(path)) throw new CliError('not_found', `There is no file ${path}.`, { run: 'init <folder>' })
  if (!statSync(path).isFile() || !/\.(m?js|json)$/.test(path)) throw new CliError('invalid_input', `${path} is not a JavaScript module.`, ALLOWED)
  const exported = path.endsWith('.json') ? parsedFrom(path) : await importFrom(path)
  const bare = definition.safeParse(exported)
  if (bare.success) return { definition: bare.data, config: { adapters: [], plugins: [] } }
  const read = exportedConfig.safeParse(exported)
  if (!read.success) throw new CliError('invalid_input', `${path} exports no company by default (was ${exported === undefined ? 'nothing' : typeof exported}).`, ALLOWED)
  const { company, adapters, plugins } = read.data
  return { definition: company, config: { adapters, plugins } }
}

function parsedFrom(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function importFrom(path: string): Promise<unknown> {
  try {
    const module: unknown = await import(`${pathToFileURL(path).href}?read=${statSync(path).mtimeMs}`)
    return isObject(module) && 'default' in module ? module.default : undefined
  } catch (error) {
    throw unreadable(path, error)
  }
}

const unreadable = (path: string, error: unknown): CliError => new CliError('invalid_input', `${path} could not be loaded: ${error instanceof Error ? error.message : String(error)}.`, ALLOWED)
