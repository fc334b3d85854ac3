/** Says to any node with room that an agent is due and that whoever knew of it first has no room for it. The alarms are the truth: a hint may be lost, doubled or late. */
export interface Hint {
  companyId: string
  agentId: string
  dueAt: Date
}

/** One hint per agent is enough: a second one says nothing new. */
export const keyOf = ({ companyId, agentId }: Pick<Hint, 'companyId' | 'agentId'>): string => `${companyId}/${agentId}`
