import { systemClock, type ActKind, type Adapter, type AdapterJob, type BoardLevel, type Clock, type PaperclipOptions } from '@paperclip/core'
import type { ServerOptions } from '../create-server.ts'
import { served, type Served } from './served.ts'
import { rest, seat } from './stranger.ts'

/** What somebody is to the door: `nobody` also with a token that is no good. */
export type Standing = 'nobody' | 'operator' | 'installation_owner' | 'key' | 'agent' | 'monitor' | 'callback'

/** Somebody who could come to the door. */
export interface Comer {
  name: string
  token: string | null
  as: Standing
  /** The companies that there are for them. */
  of: readonly ('acme' | 'globex')[]
  /** How high they sit there; owner where nothing is said. */
  level?: BoardLevel
  /** The only acts that they were lent, where those are not all. */
  acts?: readonly ActKind[]
}

/** A server of two companies that serves all it can, and everybody who could come to it. */
export interface FullHouse extends Served { comers: readonly Comer[]; end(): Promise<void> }

const MONITOR = 'm'.repeat(40), HOUR_MS = 3_600_000

/** An adapter whose runs go on until they are told to end; those of `quick` are done at once. */
function sitting(): { adapter: Adapter; job(slug: string): Promise<AdapterJob> } {
  const begun = new Map<string, (job: AdapterJob) => void>()
  const adapter: Adapter = {
    kind: 'sits', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config,
    run: job => new Promise(resolve => {
      const end = (): void => resolve({ kind: 'done', summary: '' })
      begun.get(job.agent.slug)?.(job)
      if (job.agent.slug === 'quick') end()
      else job.signal.addEventListener('abort', end, { once: true })
    }),
  }
  return { adapter, job: slug => new Promise(resolve => void begun.set(slug, resolve)) }
}

/** Everybody: each kind of caller, and whoever was one. */
export async function everyCaller({ paperclip: { adapters = [], ...options } = {}, server = {} }: { paperclip?: Partial<PaperclipOptions>; server?: Partial<ServerOptions> } = {}): Promise<FullHouse> {
  let behindMs = 2 * HOUR_MS
  const clock: Clock = { ...systemClock, now: () => new Date(Date.now() - behindMs) }, { adapter, job } = sitting()
  const house = await served({ paperclip: { ...options, adapters: [rest, adapter, ...adapters], clock }, server: { ...server, compatibility: true, metricsToken: MONITOR, limits: { strangers: 1_000_000, tries: 1_000_000 } } })
  const { acme, paperclip } = house, { access } = paperclip
  const expired = (await acme.keys.create({ name: 'expired', level: 'owner', expiresIn: '1h' })).token
  behindMs = 0
  const globex = await paperclip.found({ slug: 'globex' }), local = paperclip.as({ kind: 'operator', id: 'operator:local' })
  await globex.roles.set({ slug: 'worker' })
  for (const company of [acme, globex]) await company.agents.hire({ slug: 'idle', role: 'worker', status: 'draft', adapter: { kind: 'rest', config: {} } })
  await house.app.ready()
  const jobs = [job('long'), job('quick')], over = new Promise<void>(resolve => void paperclip.on(event => { if (event.kind === 'record' && event.record.action === 'run.succeeded') resolve() }))
  for (const slug of ['long', 'quick']) {
    await acme.agents.hire({ slug, role: 'worker', adapter: { kind: 'sits', config: {} } })
    await acme.tasks.create({ title: 'Build', assignee: slug })
  }
  await paperclip.start()
  const [long, quick] = await Promise.all(jobs)
  await over
  const key = async (input: Partial<Parameters<typeof acme.keys.create>[0]>, then?: (id: string) => Promise<unknown>): Promise<string> => {
    const made = await acme.keys.create({ name: 'key', ...input })
    await then?.(made.key.id)
    return made.token
  }
  const guest = async (name: string): Promise<string> => {
    const { id } = await access.accept((await access.inviteOwner()).code, { kind: 'new', account: { email: `${name}@example.com`, name, password: 'correct horse' } })
    return id
  }
  const installer = await guest('installer'), signedOut = (await access.openLogin({ kind: 'operator', id: installer })).token, disabled = await guest('disabled'), disabledLogin = (await access.openLogin({ kind: 'operator', id: disabled })).token
  await access.signOut(signedOut)
  await local.access.changeAccount(disabled, { status: 'disabled' })
  for (const company of [acme, globex]) await company.members.set({ id: installer, level: null })                // whoever comes to own an installation sits where its operator sat
  const past: Readonly<Record<string, string | null>> = {
    nobody: null, 'whoever guesses': 'pck_0_00000000000000000000000000', 'an expired key': expired, 'a revoked key': await key({ level: 'owner' }, id => acme.keys.revoke(id)), 'a revoked key of an agent': await key({ agent: 'idle' }, id => acme.keys.revoke(id)),
    'somebody who signed out': signedOut, 'a disabled account': disabledLogin, 'the token of a run that ended': tokenOf(quick), 'an invitation': (await acme.invitations.create({ level: 'owner' })).code, 'an invitation to own the installation': (await access.inviteOwner()).code,
    'the secret of a hook': (await acme.hooks.create({ name: 'hook', to: 'idle', source: 'shop' })).secret,
  }
  const board = async (level: BoardLevel): Promise<Comer[]> => [
    { name: `the login of a ${level}`, token: await seat(paperclip, acme, level), as: 'operator', of: ['acme'], level }, { name: `the key of a ${level}`, token: await key({ level }), as: 'key', of: ['acme'], level },
  ]
  const lent = async (level: BoardLevel, acts: ActKind[], more: { budget?: { limit: string } } = {}) => ({ token: await key({ level, acts, ...more }), as: 'key', of: ['acme'], level, acts } as const)
  const comers: Comer[] = [
    ...Object.entries(past).map(([name, token]): Comer => ({ name, token, as: 'nobody', of: [] })), ...await board('viewer'), ...await board('operator'), ...await board('owner'),
    { name: 'a key of one act', ...await lent('owner', ['note.write']) }, { name: 'a key of one agent', token: await key({ level: 'operator', agents: ['idle'] }), as: 'key', of: ['acme'], level: 'operator' },
    { name: 'a key with a budget', ...await lent('operator', ['agent.wake'], { budget: { limit: '$1' } }) }, { name: 'a key of another company', token: (await globex.keys.create({ name: 'key', level: 'owner' })).token, as: 'key', of: ['globex'] },
    { name: 'an owner of another company', token: await seat(paperclip, globex, 'owner'), as: 'operator', of: ['globex'] }, { name: 'the local operator', token: (await access.openLogin({ kind: 'operator', id: 'operator:local' })).token, as: 'installation_owner', of: ['acme', 'globex'] },
    { name: 'an owner of the installation alone', token: (await access.openLogin({ kind: 'operator', id: installer })).token, as: 'installation_owner', of: [] },
    { name: 'the key of an agent', token: await key({ agent: 'long' }), as: 'agent', of: ['acme'] }, { name: 'the token of a run', token: tokenOf(long), as: 'agent', of: ['acme'] }, { name: 'an agent of another company', token: (await globex.keys.create({ name: 'dev', agent: 'idle' })).token, as: 'agent', of: ['globex'] },
    { name: 'a monitoring system', token: MONITOR, as: 'monitor', of: [] }, { name: 'a callback', token: long?.callback ?? '', as: 'callback', of: [] },
  ]
  return {
    ...house, comers,
    async end() {
      await paperclip.stop({ drainMs: 0 })
      await house.app.close()
    },
  }
}

function tokenOf(job: AdapterJob | undefined): string {
  if (job?.access.kind !== 'http') throw new Error('A run was handed no access, though a server answers.')
  return job.access.token
}
