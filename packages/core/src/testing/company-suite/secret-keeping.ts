import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { CANARY } from './every-row.ts'
import { keyedAdapter, type KeyedStep } from './keyed-adapter.ts'
import type { House } from './opened-company.ts'
import { done, only } from './steps.ts'

/** A company with a secret that the role `deployer` is granted, and with keyed agents. */
export async function keeping(house: House, work: KeyedStep = async () => done(), options: Parameters<House['found']>[1] = {}) {
  const adapter = keyedAdapter({ work })
  const trial = await house.found({}, { ...options, options: { ...options.options, adapters: [adapter] } })
  await trial.acme.secrets.set({ slug: 'github', value: CANARY, description: 'Pushes code.' })
  await trial.acme.roles.set({ slug: 'deployer', secrets: ['github'] })
  return { ...trial, keyedJobs: adapter.jobs, keyedAdapter: adapter }
}

/** A secret, and its value as it lies in the store. */
export const sealedOf = (house: House, company: CompanyHandle, slug: string) => house.store.read(company.id, async view => {
  const secret = only((await view.list('secret', { where: { slug }, by: 'id' })).rows)
  return { secret, sealed: await view.get('sealed', secret.id) ?? assert.fail('it is not sealed') }
})
