import type { Work } from '../work.ts'

/** Keys whose deeds something comes of: the key itself, or those that the run came of in which it is done. What an approval lets happen comes of whoever proposed it. */
export async function keysBehind({ by, tx }: Pick<Work, 'by' | 'tx'>): Promise<string[]> {
  if (by.kind === 'key') return [by.id]
  return by.kind === 'agent' ? (await tx.get('run', by.runId))?.keyIds ?? [] : []
}
