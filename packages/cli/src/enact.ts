import type { Act, ActKind, ActResult, Approval, Governed } from '@paperclip/core'
import { asked } from './deed.ts'
import { programOf, describeAct } from './describe-act.ts'
import { plainLine } from './output/plain-line.ts'
import { shortId } from './short-id.ts'
import type { Answer, CompanyCall } from './shell.ts'

/** Does an act, and puts what came of it into words. Where the board must decide, it is asked instead. */
export async function enact<K extends ActKind>(call: CompanyCall, deed: Act & { kind: K }, words: (value: ActResult<K>) => string | Promise<string>): Promise<Answer> {
  return worded(call, await call.company.propose(deed, asked(call.options)), words)
}

/** What came of an act of this kind, in words. */
export async function worded<K extends ActKind>(call: CompanyCall, done: Governed, words: (value: ActResult<K>) => string | Promise<string>): Promise<Answer> {
  if (done.kind === 'waiting') return waiting(call, done.approval)
  const value = done.value as ActResult<K>                           // what was done is the act of this very kind
  return { data: value, text: await words(value) }
}

async function waiting({ company, screen: { paint }, line }: CompanyCall, approval: Approval): Promise<Answer> {
  const program = programOf(approval.input)
  return {
    data: { kind: 'waiting', approval },
    text: [
      `${paint('warn', 'Waits for the board:')} ${plainLine(await describeAct(company, approval.actKind, approval.input))}.`,
      ...program === null ? [] : [`  ${plainLine(program)}`],
      `  ${paint('quiet', '→')} ${line(`approval approve ${shortId(approval.id)}`)}`,
    ].join('\n'),
  }
}
