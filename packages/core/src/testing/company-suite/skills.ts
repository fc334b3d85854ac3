import assert from 'node:assert/strict'
import type { SkillInput } from '../../operations/skills/set-skill.ts'
import { scripted } from '../trial.ts'
import { listening } from './keyed-adapter.ts'
import type { House, Topic } from './opened-company.ts'
import { allRefusedWith, done, failing, like, only, refusedWith, SECOND } from './steps.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')
const WRITING: SkillInput = { slug: 'writing', description: 'When you write for customers.', files: { 'SKILL.md': '# Writing', 'references/style.md': 'Be brief.', 'assets/logo.png': Uint8Array.from([0, 255, 137, 80]) } }

const withSkill = async (house: House, limits: object = {}) => {
  const trial = await house.found({ work: async () => done() }, { options: { limits } })
  await trial.acme.skills.set(WRITING)
  return trial
}

export function skills({ describe, on }: Topic): void {
  describe('a skill', () => {
    on('is a folder whose files are read back as they were given', async house => {
      const { acme } = await withSkill(house)
      like(await acme.skills.get('writing'), { slug: 'writing', description: 'When you write for customers.', version: 1 })
      assert.equal(text(await acme.skills.read('writing', 'SKILL.md')), '# Writing')
      assert.deepEqual([...await acme.skills.read('writing', 'assets/logo.png')], [0, 255, 137, 80])
      await allRefusedWith('not_found', [acme.skills.read('writing', 'none.md'), acme.skills.read('writing', 'SKILL.md', 2), acme.skills.read('none', 'SKILL.md'), acme.skills.read('writing', 'references/../SKILL.md')])
    })

    on('gets a new version by other files or another description, and none by the same, in whatever order', async house => {
      const { acme } = await withSkill(house)
      like(await acme.skills.set({ ...WRITING, files: Object.fromEntries(Object.entries(WRITING.files).reverse()) }), { version: 1 })
      like(await acme.skills.set({ ...WRITING, files: { ...WRITING.files, 'SKILL.md': '# Writing well' } }), { version: 2 })
      like(await acme.skills.set({ ...WRITING, description: 'Always.' }), { version: 3, description: 'Always.' })
      like(await acme.skills.set({ ...WRITING, description: 'Always.', files: { 'SKILL.md': '# Writing' } }), { version: 4 })
      like((await acme.skills.versions('writing')).rows, [{ number: 1, files: [{}, {}, {}] }, { number: 2 }, { number: 3 }, { number: 4, files: [{ path: 'SKILL.md', bytes: 9 }] }])
      assert.equal(text(await acme.skills.read('writing', 'SKILL.md', 2)), '# Writing well')
      assert.equal(text(await acme.skills.read('writing', 'references/style.md', 1)), 'Be brief.')
      await refusedWith('not_found', acme.skills.read('writing', 'references/style.md'))
    })

    on('has a SKILL.md, a description, and no path that leads out of its folder or into another file', async house => {
      const { acme } = await withSkill(house)
      const main = { 'SKILL.md': '#' }
      const set = (files: SkillInput['files']) => acme.skills.set({ slug: 'x', description: 'x', files })
      const wrong = ['../x.md', 'a/../../x.md', '/etc/passwd', 'a//b.md', './x.md', 'a/./b', 'a/..', '..', '.', '', 'a\\b.md', '..\\x', 'C:\\x', 'c:x', 'a\0b', 'a/', '\ud800', 'x'.repeat(301), 'SKILL.MD', 'skill.md', 'con\u0000'].map(path => set({ ...main, [path]: 'x' }))
      await allRefusedWith('invalid_input', [...wrong, set({}), set({ 'readme.md': 'x' }), set({ 'sub/SKILL.md': 'x' }), set({ ...main, 'Ä.md': 'x', 'ä.md': 'y' }), acme.skills.set({ slug: 'x', description: '', files: main }), acme.skills.set({ slug: 'X Y', description: 'x', files: main })])
      assert.deepEqual((await acme.skills.list()).rows.map(({ slug }) => slug), ['writing'])
    })

    for (const [name, files] of [
      ['a file and a folder of one name', { 'docs': 'x', 'docs/a.md': 'y' }], ['a file and a folder of one name in another case', { 'Docs': 'x', 'docs/a.md': 'y' }],
      ['two writings of one name in Unicode', { 'caf\u00e9.md': 'x', 'cafe\u0301.md': 'y' }],
    ] as const) {
      on(`O21: with ${name} is refused: it could not be unpacked everywhere`, async house => {
        const { acme } = await withSkill(house)
        await refusedWith('invalid_input', acme.skills.set({ slug: 'x', description: 'x', files: { 'SKILL.md': '#', ...files } }))
      })
    }

    on('has at most so many files and bytes, and what is over is not kept', async house => {
      const { keepers, kept } = listening(house.store.keepers ?? assert.fail())
      const { acme } = await house.found({}, { options: { ...keepers, limits: { skillFiles: 3, skillBytes: 100 } } })
      const files = (many: number, bytes: number) => ({ 'SKILL.md': '#', ...Object.fromEntries(Array.from({ length: many }, (_, n) => [`${n}.md`, 'x'.repeat(bytes)])) })
      await acme.skills.set({ slug: 'fits', description: 'x', files: files(2, 49) })
      const before = kept.length
      const words = await allRefusedWith('too_large', [acme.skills.set({ slug: 'many', description: 'x', files: files(3, 1) }), acme.skills.set({ slug: 'big', description: 'x', files: files(2, 50) })])
      assert.match(words.join(' '), /3 files.*100 bytes/)
      assert.equal(kept.length, before)
    })

    on('that is refused leaves no bytes behind', async house => {
      const { keepers, kept } = listening(house.store.keepers ?? assert.fail())
      const { acme, paperclip } = await house.found({}, { options: keepers })
      await acme.members.set({ id: 'viewer', level: 'viewer' })
      await refusedWith('forbidden', (await paperclip.as({ kind: 'operator', id: 'viewer' }).company('acme')).skills.set(WRITING))
      await refusedWith('invalid_input', acme.skills.set({ slug: 'x', description: 'x', files: { 'readme.md': 'no SKILL.md' } }))
      assert.deepEqual(kept.map(bytes => text(bytes as Uint8Array)), [])
    })

    on('is drawn from by a role or an agent: the brief tells what it is for, and the job reads its bytes as they are in force', async house => {
      const { acme, adapter, clock, paperclip } = await withSkill(house)
      await acme.skills.set({ slug: 'coding', description: 'When you code.', files: { 'SKILL.md': '# Coding' } })
      await acme.roles.set({ slug: 'writer', skills: ['writing'] })
      await refusedWith('not_found', acme.roles.set({ slug: 'other', skills: ['none'] }))
      await refusedWith('not_found', acme.agents.hire({ ...scripted('dev', 'work'), skills: ['none'] }))
      await acme.agents.hire({ ...scripted('dev', 'work'), role: 'writer', skills: ['coding', 'writing'] })
      await acme.agents.hire(scripted('bare', 'work'))
      await paperclip.start()
      for (const slug of ['dev', 'bare']) await acme.agents.wake(slug)
      await clock.advance(SECOND)
      const [job, bare] = ['dev', 'bare'].map(slug => adapter.jobs.find(({ agent }) => agent.slug === slug))
      like(job, { brief: { skills: [{ name: 'coding', description: 'When you code.' }, { name: 'writing', description: 'When you write for customers.' }] }, skills: [{ name: 'coding', version: 1 }, { name: 'writing', version: 1, files: [{}, {}, {}] }] })
      assert.deepEqual(Object.keys(job?.brief.skills[0] ?? {}), ['name', 'description'])
      assert.equal(text(await job?.skills[1]?.files.find(({ path }) => path === 'references/style.md')?.read() ?? assert.fail()), 'Be brief.')
      like(bare, { brief: { skills: [] }, skills: [] })
      await acme.skills.set({ slug: 'coding', description: 'When you code well.', files: { 'SKILL.md': '# Coding well' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(adapter.jobs.at(-1), { brief: { skills: [{ description: 'When you code well.' }, {}] }, skills: [{ version: 2 }, { version: 1 }] })
    })

    on('is not removed while a role or an agent draws from it; a terminated agent holds it no more', async house => {
      const { acme } = await withSkill(house)
      await acme.roles.set({ slug: 'writer', skills: ['writing'] })
      await acme.agents.hire({ ...scripted('dev', 'work'), skills: ['writing'], status: 'draft' })
      assert.match(await refusedWith('wrong_state', acme.skills.remove('writing')), /role "writer", "dev"/)
      await acme.roles.set({ slug: 'writer', skills: [] })
      await refusedWith('wrong_state', acme.skills.remove('writing'))
      await acme.agents.terminate('dev')
      await acme.skills.remove('writing')
      await refusedWith('not_found', acme.skills.get('writing'))
      like(await acme.skills.set(WRITING), { version: 1 })
      assert.equal(text(await acme.skills.read('writing', 'SKILL.md')), '# Writing')
    })

    on('whose bytes are lost or damaged is a clear error, in the handle and in the run', async house => {
      const { acme, clock, paperclip } = await house.found({ work: async job => {
        const error = await job.skills[0]?.files[0]?.read().then(() => null, (thrown: unknown) => thrown)
        return error instanceof Error ? failing('crashed') : done(`read ${String(error)}`)
      } })
      await acme.skills.set(WRITING)
      await acme.agents.hire({ ...scripted('dev', 'work'), skills: ['writing'] })
      const [version] = (await acme.skills.versions('writing')).rows
      for (const { sha256 } of version?.files ?? []) await house.store.keepers?.blobs.remove(acme.id, sha256)
      assert.match(await refusedWith('unavailable', acme.skills.read('writing', 'SKILL.md')), /"SKILL\.md" is not among the blobs/)
      await paperclip.start()
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(only((await acme.runs.list()).rows), { status: 'failed', failure: 'crashed' })
    })

    on('is set by an agent only as its role grants, and the board is asked', async house => {
      const told: string[] = []
      const { acme, clock, paperclip } = await house.found({ work: async ({ desk }) => {
        const [version] = (await acme.skills.versions('writing')).rows
        const files = version?.files.filter(({ path }) => path === 'SKILL.md').map(file => ({ ...file })) ?? []
        told.push(await desk.propose({ kind: 'skill.set', input: { slug: 'mine', description: 'Mine.', files } }).then(({ kind }) => kind, (error: unknown) => String(Reflect.get(Object(error), 'code'))))
        return done()
      } })
      await acme.skills.set(WRITING)
      await acme.roles.set({ slug: 'librarian', permissions: { 'skill.set': 'company' } })
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.agents.hire({ ...scripted('lib', 'work'), role: 'librarian' })
      await paperclip.start()
      for (const slug of ['dev', 'lib']) {
        await acme.agents.wake(slug)
        await clock.advance(SECOND)
      }
      assert.deepEqual(told, ['forbidden', 'waiting'])
      await acme.approvals.approve(only((await acme.approvals.list()).rows).id)
      assert.equal(text(await acme.skills.read('mine', 'SKILL.md')), '# Writing')
    })
  })
}
