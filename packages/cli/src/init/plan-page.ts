import type { Plan, Step } from '@paperclip/core'
import { plainLine } from '../output/plain-line.ts'
import type { Tone } from '../output/screen.ts'
import type { Call } from '../shell.ts'

const SIGNS: Readonly<Record<Step['change'], readonly [sign: string, tone: Tone, done: string]>> = {
  create: ['+', 'good', 'to create'], update: ['~', 'warn', 'to change'], remove: ['-', 'bad', 'to remove'], adopt: ['=', 'quiet', 'to look after'],
}

/** A plan as a person reads it: what is created, changed and removed, and what is left alone. */
export function planPage({ screen: { paint }, line }: Pick<Call, 'screen' | 'line'>, slug: string, { steps, kept, unmanaged, missing }: Plan): string {
  const counts = Object.entries(SIGNS).flatMap(([change, [, , done]]) => {
    const many = steps.filter(step => step.change === change).length
    return many === 0 ? [] : [`${many} ${done}`]
  })
  return [
    `${paint('strong', slug)}  ${counts.join(', ') || 'Nothing to change: the company is as the file says.'}`,
    ...steps.flatMap(step => [`  ${paint(SIGNS[step.change][1], SIGNS[step.change][0])} ${plainLine(step.summary)}`, ...step.fields.map(field => paint('quiet', `      ${fieldLine(field)}`))]),
    ...kept.map(({ noun, slug: named, why }) => `  ${paint('warn', '!')} ${noun} ${plainLine(named)} stays: ${plainLine(why)}`),
    ...unmanaged.map(({ noun, slug: named }) => paint('quiet', `  ? ${noun} ${plainLine(named)} is not in the file, and is left alone`)),
    ...missing.map(({ secret }) => `  ${paint('warn', '!')} secret ${secret} is missing: ${line(`secret set ${secret}`)}`),
  ].join('\n')
}

function fieldLine({ field, before, after }: Step['fields'][number]): string {
  const is = after === null ? 'nothing' : plainLine(after)
  return before === null ? `${field}: ${is}` : `${field}: ${plainLine(before)} → ${is}`
}
