import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Blobs } from '../../ports/blobs.ts'
import { scripted } from '../trial.ts'
import { bound, keyed, keyedAdapter, listening, type KeyedStep } from './keyed-adapter.ts'
import type { House, Topic } from './opened-company.ts'
import { done, Gate, like, only, refusedWith, SECOND, type Job } from './steps.ts'

const BYTES = Uint8Array.from(Array.from({ length: 300 }, (_, n) => n % 256))
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const codeOf = (deed: Promise<unknown>): Promise<string> => deed.then(() => 'done', (error: unknown) => String(Reflect.get(Object(error), 'reason') ?? Reflect.get(Object(error), 'code')))

async function* slowly(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

/** `dev` with ACME-1 in hand, which does `step` with it. */
async function attaching(house: House, step: (job: Job) => Promise<unknown>, limits: object = {}) {
  const { keepers, kept } = listening(house.store.keepers ?? assert.fail())
  const trial = await house.run({ work: async job => { await step(job); return done() } }, { options: { ...keepers, limits } })
  await trial.acme.agents.hire(scripted('dev', 'work'))
  await trial.acme.tasks.create({ title: 'T', assignee: 'dev' })
  await trial.clock.advance(SECOND)
  return { ...trial, kept, blobs: keepers.blobs }
}

export function artifacts({ describe, on }: Topic): void {
  describe('an artifact', () => {
    on('gives back the bytes it was given, under their digest', async house => {
      const { acme } = await house.found()
      await acme.tasks.create({ title: 'T' })
      const artifact = await acme.artifacts.attach('ACME-1', { name: 'Bild 🙂.png', mediaType: 'image/png', body: BYTES })
      like(artifact, { name: 'Bild 🙂.png', mediaType: 'image/png', bytes: 300, sha256: sha256(BYTES), authorKind: 'operator', runId: null })
      assert.deepEqual([...await acme.artifacts.read(artifact.id)], [...BYTES])
      const streamed = await acme.artifacts.attach(null, { name: 'all', body: slowly(BYTES.subarray(0, 7), new Uint8Array(), BYTES.subarray(7)) })
      like(streamed, { taskId: null, bytes: 300, sha256: sha256(BYTES), mediaType: 'application/octet-stream' })
      const empty = await acme.artifacts.attach('ACME-1', { name: 'empty', body: new Uint8Array() })
      assert.equal((await acme.artifacts.read(empty.id)).byteLength, 0)
      await refusedWith('not_found', acme.artifacts.read('art_none'))
      await refusedWith('not_found', acme.artifacts.attach('ACME-9', { name: 'x', body: BYTES }))
      for (const wrong of [{ name: '', body: BYTES }, { name: 'x', mediaType: 'text', body: BYTES }, { name: 'x\0', body: BYTES }]) await refusedWith('invalid_input', acme.artifacts.attach('ACME-1', wrong))
    })

    on('that is too large is refused, and nothing of it is left', async house => {
      const { acme } = await house.found({}, { options: { limits: { artifactBytes: 299 } } })
      await acme.tasks.create({ title: 'T' })
      for (const body of [BYTES, slowly(BYTES.subarray(0, 200), BYTES.subarray(200))]) await refusedWith('too_large', acme.artifacts.attach('ACME-1', { name: 'big', body }))
      assert.equal(await house.store.keepers?.blobs.has(acme.id, sha256(BYTES)), false)
      assert.deepEqual((await acme.artifacts.list()).rows, [])
    })

    on('that is refused leaves no bytes behind', async house => {
      const { acme, paperclip } = await house.found()
      const blobs = house.store.keepers?.blobs ?? assert.fail()
      await acme.members.set({ id: 'viewer', level: 'viewer' })
      const viewer = await paperclip.as({ kind: 'operator', id: 'viewer' }).company('acme')
      await refusedWith('forbidden', viewer.artifacts.attach(null, { name: 'x', body: Buffer.from('by a viewer') }))
      await acme.members.set({ id: 'viewer', level: null })
      await refusedWith('not_found', viewer.artifacts.attach(null, { name: 'x', body: Buffer.from('by a stranger') }))
      await refusedWith('not_found', acme.artifacts.attach('ACME-9', { name: 'x', body: Buffer.from('to no task') }))
      const left = await Promise.all(['by a viewer', 'by a stranger', 'to no task'].map(async text => [text, await blobs.has(acme.id, sha256(text))]))
      assert.deepEqual(left, [['by a viewer', false], ['by a stranger', false], ['to no task', false]])
    })

    on('is put on its task by an agent, as text or in base64, and is in the brief of the next run', async house => {
      const attached: unknown[] = []
      const { acme, clock, adapter } = await attaching(house, async ({ desk }) => {
        if (attached.length > 0) return
        attached.push(await desk.attach({ name: 'a.txt', content: 'Größe' }), await desk.attach({ task: 'ACME-1', name: 'b.bin', mediaType: 'application/x-b', encoding: 'base64', content: Buffer.from(BYTES).toString('base64') }), await desk.attach({ name: 'e', encoding: 'base64', content: '' }))
      })
      like(attached, [{ bytes: 7, sha256: sha256('Größe') }, { bytes: 300, sha256: sha256(BYTES) }, { bytes: 0 }])
      const run = (await acme.runs.list()).rows[0]
      like((await acme.artifacts.list()).rows, [{ name: 'a.txt', mediaType: 'text/plain', runId: run?.id, authorKind: 'agent' }, { name: 'b.bin' }, { name: 'e' }])
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(adapter.jobs.at(-1)?.brief.focus?.artifacts, [{ name: 'a.txt', bytes: 7, mediaType: 'text/plain', sha256: sha256('Größe') }, { name: 'b.bin' }, { name: 'e' }])
    })

    on('in base64 that is none is refused, and nothing is kept', async house => {
      const outcomes: string[] = []
      const { acme, kept } = await attaching(house, async ({ desk }) => {
        for (const content of ['not base64!', 'YWJj=YWJj', 'YWJjZ', 'YQ===', '====', ' YQ==', 'YQ==\n', '-_-_']) outcomes.push(await codeOf(desk.attach({ name: 'x', encoding: 'base64', content })))
      })
      assert.deepEqual(outcomes, outcomes.map(() => 'invalid_input'))
      assert.deepEqual([(await acme.artifacts.list()).rows.length, kept.length], [0, 0])
    })

    on('of an agent is too large alone, and together with what its run attached before', async house => {
      const outcomes: string[] = []
      const { acme, clock, blobs } = await attaching(house, async ({ desk }) => {
        outcomes.push(await codeOf(desk.attach({ name: 'big', content: 'b'.repeat(101) })))
        for (const name of ['one', 'two', 'three']) outcomes.push(await codeOf(desk.attach({ name, content: `${name}${'x'.repeat(95 - name.length)}` })))
        outcomes.push(await codeOf(desk.attach({ name: 'small', content: 'x'.repeat(60) })))
      }, { artifactBytes: 100, runArtifactBytes: 250 })
      assert.deepEqual(outcomes.splice(0), ['too_large', 'done', 'done', 'too_large', 'done'])
      assert.equal(await blobs.has(acme.id, sha256('b'.repeat(101))), false)
      assert.equal(await blobs.has(acme.id, sha256(`three${'x'.repeat(90)}`)), false)
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      assert.deepEqual(outcomes, ['too_large', 'done', 'done', 'too_large', 'done'], 'each run has room of its own')
    })

    on('is not put on a stranger\'s task, nor on one that may only be read, and no bytes are left of it', async house => {
      const outcomes: string[] = []
      const { acme, clock, blobs } = await attaching(house, async ({ desk, agent }) => {
        if (agent.slug === 'dev') await desk.delegate({ title: 'Child', assignee: 'junior', parent: 'ACME-1' }).catch(() => {})
        else outcomes.push(await codeOf(desk.attach({ task: 'ACME-1', name: 'x', content: `by ${agent.slug}` })))
      })
      await acme.agents.hire({ ...scripted('junior', 'work'), reportsTo: 'dev' })
      await acme.agents.hire(scripted('stranger', 'work'))
      await acme.tasks.create({ title: 'Child', parent: 'ACME-1', assignee: 'junior', status: 'backlog' })
      for (const slug of ['junior', 'stranger']) {
        await acme.agents.wake(slug)
        await clock.advance(SECOND)
      }
      assert.deepEqual(outcomes, ['forbidden', 'forbidden'])
      assert.deepEqual([await blobs.has(acme.id, sha256('by junior')), await blobs.has(acme.id, sha256('by stranger'))], [false, false])
    })

    on('that holds a secret of its run is refused, and says which', async house => {
      const told: string[] = []
      const work: KeyedStep = async ({ desk, config }) => {
        for (const given of [{ content: `x ${config.token} y` }, { encoding: 'base64' as const, content: Buffer.from(`x ${config.token} y`).toString('base64') }, { encoding: 'base64' as const, content: Buffer.from(config.token ?? '').toString('base64') }]) {
          told.push(await desk.attach({ name: 'out', ...given }).then(() => 'done', (error: unknown) => String(error)))
        }
        return done()
      }
      const adapter = keyedAdapter({ work })
      const { acme, clock } = await house.run({}, { options: { adapters: [adapter] } })
      await acme.secrets.set({ slug: 'github', value: 'the-token-value' })
      await acme.roles.set({ slug: 'deployer', secrets: ['github'] })
      await acme.agents.hire(keyed('dev', 'deployer', { token: { secret: 'github' } }))
      await acme.tasks.create({ title: 'T', assignee: 'dev' })
      await clock.advance(SECOND)
      like(told, [/holds the value of the secret "github"/, /holds the value of the secret "github"/, /holds the value of the secret "github"/])
      assert.deepEqual((await acme.artifacts.list()).rows, [])
    })

    on('keeps its bytes when another one with the same is removed, and they go with the last', async house => {
      const { acme } = await house.found()
      const blobs = house.store.keepers?.blobs ?? assert.fail()
      const [one, two] = [await acme.artifacts.attach(null, { name: 'one', body: BYTES }), await acme.artifacts.attach(null, { name: 'two', body: BYTES })]
      await acme.artifacts.remove(one.id)
      assert.deepEqual([...await acme.artifacts.read(two.id)], [...BYTES])
      await refusedWith('not_found', acme.artifacts.get(one.id))
      await acme.artifacts.remove(two.id)
      await house.clock.advance(1)
      assert.equal(await blobs.has(acme.id, sha256(BYTES)), false)
      const skill = '# The same bytes'
      await acme.skills.set({ slug: 's', description: 'x', files: { 'SKILL.md': skill } })
      const third = await acme.artifacts.attach(null, { name: 'three', body: Buffer.from(skill) })
      await acme.artifacts.remove(third.id)
      await house.clock.advance(1)
      assert.equal(Buffer.from(await acme.skills.read('s', 'SKILL.md')).toString(), skill)
    })

    on('keeps its bytes when they are removed for another one that had them, whichever of the two is done first', async house => {
      const { blobs, ...others } = house.store.keepers ?? assert.fail(), reached = new Gate(), gate = new Gate(), again = new Gate()
      let isGone = false
      let reading = async (): Promise<void> => {}
      const slow: Blobs = {
        ...bound(blobs),
        get: async (company, digest) => { const body = await blobs.get(company, digest); await reading(); return body },
        async remove(company, digest) { reached.open(); await gate.pass(); await blobs.remove(company, digest); isGone = true },
        async put(company, body, options) { const stored = await blobs.put(company, body, options); if (isGone) again.open(); return stored },
      }
      const { acme } = await house.found({}, { options: { ...others, blobs: slow } })
      const attach = (name: string) => acme.artifacts.attach(null, { name, body: BYTES })
      await acme.artifacts.remove((await attach('first')).id)
      await reached.pass()
      const second = await attach('attached while they are removed')
      gate.open()
      await again.pass()
      assert.deepEqual([...await acme.artifacts.read(second.id)], [...BYTES])
      reading = async () => {
        reading = async () => {}
        await blobs.remove(acme.id, sha256(BYTES))
      }
      const third = await attach('attached after they were seen')
      assert.deepEqual([...await acme.artifacts.read(third.id)], [...BYTES])
    })

    on('whose bytes are gone says so', async house => {
      const { acme } = await house.found()
      const artifact = await acme.artifacts.attach(null, { name: 'one', body: BYTES })
      await house.store.keepers?.blobs.remove(acme.id, artifact.sha256)
      assert.match(await refusedWith('unavailable', acme.artifacts.read(artifact.id)), /"one" are not among the blobs/)
    })

    on('is what its bytes are: an act that says otherwise is refused', async house => {
      const { acme } = await house.found()
      const { sha256: digest } = await acme.artifacts.attach(null, { name: 'one', body: BYTES })
      await refusedWith('invalid_input', acme.propose({ kind: 'artifact.attach', input: { task: null, name: 'lie', mediaType: 'text/plain', bytes: 1, sha256: digest } }))
      await refusedWith('invalid_input', acme.propose({ kind: 'artifact.attach', input: { task: null, name: 'none', mediaType: 'text/plain', bytes: 1, sha256: 'a'.repeat(64) } }))
      like(only((await acme.artifacts.list()).rows), { bytes: 300 })
    })
  })
}
