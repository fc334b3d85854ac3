import type { Agent } from '../../domain/agent.ts'
import { PaperclipError } from '../../domain/error.ts'
import type { Grants } from '../../domain/permission.ts'
import type { Principal } from '../../domain/principal.ts'
import { toolboxOf, type Equipment } from '../../policy/beyond-kit.ts'
import type { Standing } from '../../policy/rule-on.ts'
import { need } from '../find.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { Work } from '../work.ts'

/** What a principal may do, as it stands now. */
export async function standingOf({ tx, companyId }: { tx: CompanyView; companyId: string }, by: Principal): Promise<Standing> {
  switch (by.kind) {
    case 'system':
      return { kind: 'system' }
    case 'operator': {
      const [member, { boardMinimum, status }] = await Promise.all([tx.get('member', by.id), need(tx, 'company', companyId)])
      return { kind: 'operator', level: member?.level ?? null, boardMinimum, company: status }
    }
    case 'key': {
      const key = await tx.get('accessKey', by.id)
      const { boardMinimum, status } = await need(tx, 'company', companyId)
      return { kind: 'operator', level: key && key.revokedAt === null ? key.level : null, boardMinimum, company: status }
    }
    case 'agent':
      return { kind: 'agent', grants: await grantsOf({ tx }, await need(tx, 'agent', by.id)) }
  }
}

/** The permissions an agent's role gives it. */
export const grantsOf = async ({ tx }: { tx: CompanyView }, { roleId }: Agent): Promise<Grants> => (await need(tx, 'role', roleId)).permissions

/** What an agent is equipped with: nobody gives more than that. */
export async function equipmentOf({ tx }: { tx: CompanyView }, { roleId, tools }: Agent): Promise<Equipment> {
  const role = await need(tx, 'role', roleId)
  return { tools: toolboxOf(role.tools, tools), secrets: role.secrets }
}

/** The agent that acts, if an agent does. */
export const actingAgent = async ({ tx, by }: Pick<Work, 'tx' | 'by'>): Promise<Agent | undefined> => (by.kind === 'agent' ? need(tx, 'agent', by.id) : undefined)

/** True for an operator who is not on the board, and for a key that is not of this company or was revoked: to them there is no such company. */
export async function isStranger({ tx, by }: { tx: CompanyView; by: Principal }): Promise<boolean> {
  switch (by.kind) {
    case 'operator':
      return !(await tx.get('member', by.id))
    case 'key':
      return (await tx.get('accessKey', by.id))?.revokedAt !== null
    case 'agent':
    case 'system':
      return false
  }
}

export const noSuchCompany = (ref: string): PaperclipError => new PaperclipError('not_found', `There is no company "${ref}" here.`)
