import type { CompanyHandle } from '@paperclip/core'

/** What people name: a name is another company's own as long as only that one has it. */
const NAMED = ['role', 'project', 'routine', 'tool', 'secret', 'skill', 'document', 'agent'] as const

/** Something of every kind that can be named, by a name that nobody else gives. */
export async function namedOnly(company: CompanyHandle, slug: string): Promise<Record<string, string>> {
  const task = await company.tasks.create({ title: 'Theirs' })
  await company.roles.set({ slug })
  await company.projects.set({ slug })
  await company.routines.set({ slug, assignee: 'dev' })
  await company.tools.set({ slug, connection: { kind: 'command', command: ['true'] } })
  await company.secrets.set({ slug, value: 'secret value' })
  await company.skills.set({ slug, description: 'Know-how', files: { 'SKILL.md': `---\nname: ${slug}\ndescription: Know-how\n---\nSecret` } })
  await company.documents.write(task.id, { key: slug, body: 'Secret text' })
  await company.agents.hire({ slug, role: slug, status: 'draft', adapter: { kind: 'rest', config: {} } })
  return { ...Object.fromEntries(NAMED.map(noun => [noun, slug])), task: task.identifier }
}

/** The ids of what was there, and is there no more. */
export async function removed(company: CompanyHandle): Promise<Record<string, string>> {
  const one = 'once-there', { id: task } = await company.tasks.create({ title: 'Kept' })
  const role = await company.roles.set({ slug: one }), routine = await company.routines.set({ slug: one, assignee: 'dev' }), tool = await company.tools.set({ slug: one, connection: { kind: 'command', command: ['true'] } })
  const secret = await company.secrets.set({ slug: one, value: 'secret value' }), note = await company.notes.write({ body: 'Gone' }), budget = await company.budgets.set({ scope: 'agent', for: 'dev', limit: '$1' })
  const skill = await company.skills.set({ slug: one, description: 'Gone', files: { 'SKILL.md': `---\nname: ${one}\ndescription: Gone\n---\nGone` } }), artifact = await company.artifacts.attach(task, { name: 'gone.txt', body: Buffer.from('Gone') })
  await company.documents.write(task, { key: one, body: 'Gone' })
  await Promise.all([company.roles.remove(one), company.routines.remove(one), company.tools.remove(one), company.secrets.remove(one), company.skills.remove(one), company.notes.remove(note.id), company.budgets.remove(budget.id), company.artifacts.remove(artifact.id), company.documents.remove(task, one)])
  await company.members.set({ id: 'operator:gone', level: 'viewer' })
  await company.members.set({ id: 'operator:gone', level: null })
  return { role: role.id, routine: routine.id, tool: tool.id, secret: secret.id, note: note.id, budget: budget.id, skill: skill.id, artifact: artifact.id, member: 'operator:gone', document: one }
}

/** An id like another, that nobody has. */
export function nobodys(id: string): string {
  if (/^\w{2,4}_\w{20,}$/.test(id)) return id.replace(/_.*/, found => `_${'0'.repeat(found.length - 1)}`)
  if (/^[A-Z]+-\d+$/.test(id)) return id.replace(/\d+/, number => '9'.repeat(number.length))
  return id.includes(':') ? 'operator:nobody' : 'nobodys-name'
}
