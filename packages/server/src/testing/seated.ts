import type { Adapter, AdapterJob, CompanyHandle, Plugin } from '@paperclip/core'
import { onTestFinished } from 'vitest'
import { served, URL_OF_TESTS, type Served } from './served.ts'

/** An agent in a run that goes on until the test is over, and how it asks the compatibility mount. */
export interface Seated extends Served {
  job: AdapterJob
  /** A key of the agent: it is as good as the run's own token while the run is in hand. */
  key: string
  /** Asks below `/api`. */
  there(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<{ status: number; told: ReturnType<typeof JSON.parse> }>
}

/** A company with an agent `dev` at work on ACME-1, a manager `boss` and a peer `peer` above and beside it, on a server that serves the existing application's agents. */
export async function seated({ permissions = {}, plugins = [], adapters = [], onEnd = onTestFinished }: { permissions?: Parameters<CompanyHandle['roles']['set']>[0]['permissions']; plugins?: readonly Plugin[]; adapters?: readonly Adapter[]; onEnd?: (end: () => Promise<void>) => void } = {}): Promise<Seated> {
  let begin: (job: AdapterJob) => void = () => {}
  const begun = new Promise<AdapterJob>(resolve => { begin = resolve })
  const sits: Adapter = {
    kind: 'sits', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config,
    run: job => new Promise(resolve => {
      begin(job)
      job.signal.addEventListener('abort', () => resolve({ kind: 'done', summary: '' }), { once: true })
    }),
  }
  const house = await served({ paperclip: { adapters: [sits, ...adapters], plugins }, server: { compatibility: true } })
  const { acme, paperclip, app } = house, adapter = { kind: 'sits', config: {} }
  await acme.roles.set({ slug: 'engineer', title: 'Engineer', permissions })
  await acme.agents.hire({ slug: 'boss', role: 'worker', adapter, status: 'draft' })
  await acme.agents.hire({ slug: 'dev', role: 'engineer', reportsTo: 'boss', adapter })
  await acme.agents.hire({ slug: 'peer', role: 'worker', reportsTo: 'boss', adapter, status: 'draft' })
  await acme.agents.hire({ slug: 'report', role: 'worker', reportsTo: 'dev', adapter, status: 'draft' })
  await acme.tasks.create({ title: 'Build', description: 'All of it.', assignee: 'dev' })
  const { token: key } = await acme.keys.create({ name: 'dev', agent: 'dev' })
  await paperclip.start()
  onEnd(async () => { await paperclip.stop({ drainMs: 0 }) })
  const job = await begun
  return {
    ...house, job, key,
    async there(method, path, body, headers = {}) {
      const answer = await app.inject({ method: method as 'GET', url: `/api${path}`, headers: { host: new URL(URL_OF_TESTS).host, authorization: `Bearer ${key}`, ...headers }, ...body === undefined ? {} : { payload: body as object } })
      return { status: answer.statusCode, told: answer.json() }
    },
  }
}
