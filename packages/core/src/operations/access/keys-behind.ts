import type { Work } from '../work.ts'

/** Keys with money of their own whose deeds something comes of: the key itself, or those that the run came of in which it is done. What an approval lets happen comes of whoever proposed it. */
export async function keysBehind({ by, tx }: Pick<Work, 'by' | 'tx'>, runId = by.kind === 'agent' ? by.runId : undefined): Promise<string[]> {
  if (by.kind === 'key') return (await tx.get('accessKey', by.id))?.budgetId ? [by.id] : []
  return runId === undefined ? [] : (await tx.get('run', runId))?.keyIds ?? []
}
