import type { Client } from '@paperclip/client'
import { everyRow } from '../data/every-row.ts'
import type { CompaniesVerbs } from '../company-verbs.ts'
import { ownersOn } from './owners.ts'
import { remoteCompany } from './remote-company.ts'
import { pageFrom, rowFrom } from './revived.ts'

/** The companies of a server, in the words of those that lie here. */
export function remoteCompanies(client: Client): CompaniesVerbs {
  const companies: CompaniesVerbs['companies'] = async ({ after, limit } = {}) =>
    pageFrom('company', await client.get('/companies', { query: { ...typeof after === 'string' ? { after } : {}, ...limit === undefined ? {} : { limit } } }))
  return {
    companies, access: ownersOn(client),
    company: async company => remoteCompany(client, await client.get('/companies/{company}', { path: { company } })),
    found: async (body, { key } = {}) => remoteCompany(client, await client.post('/companies', { body: { ...Object(body) }, key })),
    async stopEverything(reason = '') {
      const there = (await everyRow(after => companies({ after: after ?? null }))).filter(({ status }) => status !== 'archived')
      return Promise.all(there.map(async ({ id }) => rowFrom('company', await client.post('/companies/{company}/stop', { path: { company: id }, body: { reason } }))))
    },
  }
}
