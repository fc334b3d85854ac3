import type { Client } from '@paperclip/client'
import type { OwnersVerbs } from '../company-verbs.ts'
import { asked } from './asked.ts'
import { pageFrom, rowFrom } from './revived.ts'

/** Who owns the installation of a server. */
export const ownersOn = (client: Client): OwnersVerbs => ({
  accounts: async query => pageFrom('account', await client.get('/accounts', { query: asked(query) })),
  changeAccount: async (account, body) => rowFrom('account', await client.patch('/accounts/{account}', { path: { account }, body })),
  async inviteOwner() {
    const { code, invitation } = await client.post('/owner-invitations')
    return { code, invitation: rowFrom('invitation', invitation) }
  },
  accept: async (code, { account }) => ({ id: (await client.post('/session/join', { body: { code, ...account } })).operator }),
  revokeInvitation: async invitation => rowFrom('invitation', await client.delete('/owner-invitations/{invitation}', { path: { invitation } })),
})
