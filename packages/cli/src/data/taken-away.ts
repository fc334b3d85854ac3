import { isPaperclipError } from '@paperclip/core'
import type { CompaniesVerbs } from '../company-verbs.ts'
import { everyRow } from './every-row.ts'

/** Deletes companies whose founding failed; those that could not be are returned. What somebody else founded meanwhile stays. */
export async function takenAway(paperclip: CompaniesVerbs, founded: ReadonlySet<string>): Promise<string[]> {
  const left: string[] = []
  for (const { id, slug } of (await everyRow(after => paperclip.companies({ after }))).filter(one => founded.has(one.id))) {
    try {
      const company = await paperclip.company(id)
      await company.propose({ kind: 'company.archive', input: { reason: 'its founding failed' } })
      await company.delete({ confirm: slug })
    } catch (error) {
      if (!isPaperclipError(error)) throw error
      left.push(slug)                                               // it takes two of the board, say
    }
  }
  return left
}

/** How a person takes away what could not be. */
export const removalOf = (left: readonly string[], line: (verb: string) => string): string => left.map(slug => `${line(`company archive ${slug}`)}\n${line(`company delete ${slug} --confirm ${slug}`)}`).join('\n')
