import { CliError } from '../cli-error.ts'
import { everyRow } from '../data/every-row.ts'
import type { Installation } from '../data/installation.ts'
import type { Call } from '../shell.ts'

/** Refuses to start where an agent needs an adapter that is not here: its runs could not even begin. */
export async function checkKinds({ options }: Call, { paperclip, adapters }: Installation): Promise<void> {
  const known = new Set(adapters.map(({ kind }) => kind))
  for (const { id, slug } of await everyRow(after => paperclip.companies({ after }))) {
    const company = await paperclip.company(id)
    const lost = (await everyRow(after => company.agents.list({ where: { status: 'active' }, after }))).find(({ adapter }) => !known.has(adapter.kind))
    if (!lost) continue
    const how = options.text('config') === undefined ? 'Bring it with --config <file>' : 'Let the --config bring it'
    throw new CliError('misconfigured', `"${lost.slug}" of "${slug}" needs the adapter "${lost.adapter.kind}", which is not here (there is: ${[...known].join(', ')}).`, `${how}, or rehearse without it: --dry`)
  }
}
