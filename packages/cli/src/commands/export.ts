import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

/** Adds `export`. */
export function exportVerb(program: Command, shell: Shell): void {
  program.command('export').option('--out <file>', 'into a new file instead of stdout, like company.mjs')
    .description('write the company as a file that "apply" reads: no secret values, nothing that happened in it').action(shell.company(exportCompany))
}

async function exportCompany({ company, options, io, hint }: CompanyCall): Promise<Answer> {
  const data = await company.export(), text = moduleOf(data), out = options.text('out')
  if (out === undefined) return { data, text: text.trimEnd() }
  if (out.trim() === '') throw new CliError('invalid_input', '--out: must name a file (was empty).', 'Write it like --out company.mjs')
  const path = resolve(io.cwd, out)
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    throw new CliError('invalid_input', error.code === 'EEXIST' ? `--out: ${path} exists already.` : `--out: ${path} cannot be written (${error.code}).`, 'Name a file that is not there yet: --out company.mjs')
  })
  try {
    await file.writeFile(path.endsWith('.json') ? `${JSON.stringify(data, null, 2)}\n` : text)
  } finally {
    await file.close()
  }
  return { data: { file: path }, text: `Wrote ${company.slug} to ${path}.\n${hint(`apply ${out} --plan`)}` }
}

/** A definition as a module. JSON is JavaScript; names that need no quotes lose them. */
const moduleOf = (definition: object): string =>
  `/** @type {import('@paperclip/core').Definition} */\nexport default ${JSON.stringify(definition, null, 2).replace(/^( +)"([A-Za-z_$][\w$]*)":/gm, '$1$2:')}\n`
