import type { Command } from 'commander'
import { asRead } from '../as-read.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { everyRow } from '../data/every-row.ts'
import { readSkillFolder } from '../data/skill-folder.ts'
import { asked, versioned } from '../deed.ts'
import { enact, worded } from '../enact.ts'
import { byteSize } from '../output/byte-size.ts'
import { facts, passage } from '../output/facts.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'SKILL' }, { title: 'VERSION', align: 'right' }, { title: 'SET' }, { title: 'USED BY', isFlexible: true }, { title: 'WHEN TO USE IT', isFlexible: true }] as const
const FILES = [{ title: 'FILE', isFlexible: true }, { title: 'SIZE', align: 'right' }] as const

/** Adds the verbs of `skill`. */
export function skillVerbs(program: Command, shell: Shell): void {
  const skill = program.command('skill').helpCommand(false).description('keep the know-how that agents draw from')
  skill.command('list').description('list the skills of the company').action(shell.company(list))
  skill.command('show').argument('<skill>', 'its slug').option('--file <path>', 'print one of its files').description('show a skill: its files, its versions, its text').action(shell.company(show, 'skill list'))
  versioned(skill.command('add').argument('<folder>', 'a folder with a SKILL.md')).description('take a folder into the library, as a new version where it is there already').action(shell.company(add))
  versioned(skill.command('remove').argument('<skill>', 'its slug')).description('remove a skill that nobody draws from').action(shell.company(remove, 'skill list'))
}

async function usersOf(company: CompanyVerbs, slug: string): Promise<string[]> {
  const [roles, agents] = await Promise.all([everyRow(after => company.roles.list({ after })), everyRow(after => company.agents.list({ after }))])
  return [...roles.filter(({ skills }) => skills.includes(slug)).map(one => `role ${one.slug}`), ...agents.filter(({ skills, status }) => status !== 'terminated' && skills.includes(slug)).map(one => one.slug)]
}

async function list({ company, screen, io, line }: CompanyCall): Promise<Answer> {
  const skills = await everyRow(after => company.skills.list({ after })), now = io.clock.now()
  const data = await Promise.all(skills.map(async one => ({ ...asRead(one), usedBy: await usersOf(company, one.slug) })))
  if (data.length === 0) return { data, text: `No skills yet. Add a folder that holds a SKILL.md: ${line('skill add ./my-skill')}` }
  return { data, text: table(screen, TITLES, data.map(({ slug, version, updatedAt, usedBy, description }) => [slug, String(version), fromNow(updatedAt, now), usedBy.join(', ') || '—', description])) }
}

async function show({ company, args: [ref = ''], options, screen, io }: CompanyCall): Promise<Answer> {
  const skill = await company.skills.get(ref), versions = await everyRow(after => company.skills.versions(skill.slug, { after })), file = options.text('file')
  const text = new TextDecoder().decode(await company.skills.read(skill.slug, file ?? 'SKILL.md'))
  if (file !== undefined) return { data: { file, text }, text: text.replace(/\n$/, '') }
  const files = versions.find(({ number }) => number === skill.version)?.files ?? [], usedBy = await usersOf(company, skill.slug)
  const page = [
    `${screen.paint('strong', skill.slug)}  version ${skill.version}`,
    ...facts(screen, [['when', skill.description], ['used by', usedBy.join(', ') || 'nobody'], ['versions', versions.map(({ number, createdAt }) => `${number} (${fromNow(createdAt, io.clock.now())})`).join(', ')]]),
    '', table(screen, FILES, files.map(({ path, bytes }) => [path, byteSize(bytes)])), ...passage(screen, 'SKILL.md', text),
  ].join('\n')
  return { data: { ...asRead(skill), usedBy, versions, files, text }, text: page }
}

async function add(call: CompanyCall): Promise<Answer> {
  const { company, args: [folder = ''], options, io, hint } = call
  const { slug, description, files } = await readSkillFolder(io, folder)
  const done = await company.skills.propose({ slug, description, files }, asked(options))
  const many = Object.keys(files).length
  return worded<'skill.set'>(call, done, kept => `Took ${kept.slug} in, ${many} file${many === 1 ? '' : 's'}: its version is ${kept.version}. Let a role draw from it:\n${hint(`role set <role> --skill ${kept.slug}`)}`)
}

function remove(call: CompanyCall): Promise<Answer> {
  const { args: [skill = ''] } = call
  return enact(call, { kind: 'skill.remove', input: { skill } }, ({ slug }) => `Removed ${slug}, with all its versions.`)
}
