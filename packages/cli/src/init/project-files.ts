import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { packageFile } from '../package-file.ts'
import { DESK_FILE, EDITOR_FILE, WRITER_FILE } from './agent-files.ts'
import { companyFile } from './company-file.ts'

/** The file that `apply` looks for unless it is told another. */
export const COMPANY_FILE = 'company.mjs'

const manifest = z.object({ version: z.string(), dependencies: z.object({ '@paperclip/core': z.string(), '@paperclip/adapters': z.string() }) })

/** Everything a project begins with, by its path. */
export function projectFiles(slug: string): Readonly<Record<string, string>> {
  const { version, dependencies } = manifest.parse(JSON.parse(readFileSync(packageFile('package.json'), 'utf8')))
  const json = {
    name: slug, private: true, type: 'module', engines: { node: '>=20.19' },
    scripts: { plan: 'paperclipai apply --plan --data data', apply: 'paperclipai apply --data data', start: 'paperclipai start --data data', status: 'paperclipai status --data data' },
    dependencies: { '@paperclip/adapters': dependencies['@paperclip/adapters'], '@paperclip/cli': version, '@paperclip/core': dependencies['@paperclip/core'] },
  }
  return {
    'package.json': `${JSON.stringify(json, null, 2)}\n`,
    [COMPANY_FILE]: companyFile(slug),
    'agents/desk.mjs': DESK_FILE, 'agents/writer.mjs': WRITER_FILE, 'agents/editor.mjs': EDITOR_FILE,
    'README.md': readme(slug),
    '.gitignore': 'node_modules/\ndata/\n',
  }
}

const readme = (slug: string): string => `# ${slug}

A company of AI agents, as code. \`${COMPANY_FILE}\` says who works here, what for, and what it may cost; the programs in \`agents/\` are those who work.
They need no key: put a model in where they say so.

    npm install
    npm run plan       # what applying the file would change
    npm run apply      # found the company, or bring it into line
    npm start          # let it run; Ctrl-C ends
    npm run status

Give somebody work, in another terminal:

    npx paperclipai task create "What is new" --assignee will --reviewer edda --data data

What the running company lives through (tasks, money, the audit log) lies in \`data/\`, not in the file. Agents that were hired there and not here are left alone.
Take the company out as a file again: \`npx paperclipai export --out written.mjs --data data\`.
`
