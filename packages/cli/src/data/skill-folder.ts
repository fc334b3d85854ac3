import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'
import { byteSize } from '../output/byte-size.ts'
import { decoded } from './given-text.ts'

/** A skill as it lies in a folder. */
export interface SkillFolder { slug: string; description: string; files: Record<string, Uint8Array> }

const MAIN = 'SKILL.md'
/** What is looked at before anything is read; the library has limits of its own. */
const MOST_FILES = 1_000
const MOST_BYTES = 50_000_000
const SHAPE = `---\nname: my-skill\ndescription: When to use it.\n---\n`
const matter = z.object({ name: z.string(), description: z.string() })

/** Reads a folder in the format of Agent Skills. Links are refused: what they lead to may be anybody's. */
export async function readSkillFolder({ cwd }: Pick<Io, 'cwd'>, folder: string): Promise<SkillFolder> {
  const root = resolve(cwd, folder), found = await lookInto(root)
  if (!found.some(({ path }) => path === MAIN)) throw new CliError('invalid_input', `${root} holds no ${MAIN}.`, `Write one that begins with\n${SHAPE}`)
  const bytes = found.reduce((sum, one) => sum + one.bytes, 0)
  if (found.length > MOST_FILES || bytes > MOST_BYTES) throw new CliError('too_large', `${root} holds ${found.length} files and ${byteSize(bytes)}: at most ${MOST_FILES} and ${byteSize(MOST_BYTES)} are read.`, 'Name the folder of the skill alone, without what it was made from.')
  const files = Object.fromEntries(await Promise.all(found.map(async ({ path }) => [path, await readFile(join(root, path))] as const)))
  const { name, description } = await frontMatter(decoded(files[MAIN] ?? new Uint8Array(), MAIN), join(root, MAIN))
  return { slug: name, description, files }
}

/** The files below a folder, with their sizes. Git's own are left out. */
async function lookInto(root: string, inside = ''): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(join(root, inside), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new CliError('invalid_input', `${join(root, inside)} ${error.code === 'ENOENT' ? 'does not exist' : error.code === 'ENOTDIR' ? 'is not a folder' : `cannot be read (${error.code})`}.`, `Name a folder that holds a ${MAIN}.`)
  })
  const found: { path: string; bytes: number }[] = []
  for (const entry of entries) {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`
    if (entry.isSymbolicLink()) throw new CliError('invalid_input', `${join(root, path)} is a link, and a skill holds files only.`, 'Put the file itself there.')
    if (entry.isDirectory() && entry.name !== '.git') found.push(...await lookInto(root, path))
    if (entry.isFile()) found.push({ path, bytes: (await lstat(join(root, path))).size })
    if (found.length > MOST_FILES) break
  }
  return found
}

/** The name and description between the first two lines of dashes. */
async function frontMatter(text: string, file: string): Promise<z.output<typeof matter>> {
  const [, written] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text) ?? []
  if (written === undefined) throw new CliError('invalid_input', `${file} does not begin with its name and description.`, `Let it begin with\n${SHAPE}`)
  const { parseDocument } = await import('yaml')                            // nobody else needs it
  const document = parseDocument(written), [problem] = document.errors
  if (problem) throw new CliError('invalid_input', `${file} does not begin with YAML that can be read: ${problem.message.split('\n')[0] ?? ''}.`, `Let it begin with\n${SHAPE}`)
  const read = matter.safeParse(document.toJS())
  if (!read.success) throw new CliError('invalid_input', `${file}: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}.`, `Let it begin with\n${SHAPE}`)
  return read.data
}
