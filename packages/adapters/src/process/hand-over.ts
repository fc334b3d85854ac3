import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AdapterJob, JobAccess, JobTool } from '@paperclip/core'

/** Where a process finds what it was granted, as variables of its environment. */
export type HandedOver = Readonly<Partial<Record<'PAPERCLIP_SKILLS' | 'PAPERCLIP_MCP_CONFIG', string>>>

/**
 * Lays out what a run was granted in its own directory: the folders of its skills, and its MCP connections in the form that agents' clients read
 * (`{ "mcpServers": { name: … } }`), its own desk as `paperclip` among them where a server answers. They may hold secrets: the files are the run's alone, and go with it.
 */
export async function handOver(directory: string, { skills, tools, access }: Pick<AdapterJob, 'skills' | 'tools' | 'access'>): Promise<HandedOver> {
  const handed: { -readonly [K in keyof HandedOver]: HandedOver[K] } = {}
  if (skills.length > 0) {
    const folder = handed.PAPERCLIP_SKILLS = join(directory, 'skills')
    for (const { name, files } of skills) {
      for (const file of files) {
        const path = join(folder, name, ...file.path.split('/'))
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await writeFile(path, await file.read(), { mode: 0o600, flag: 'wx' })
      }
    }
  }
  const servers = [...deskOf(access), ...tools.mcp]
  if (servers.length > 0) {
    const path = handed.PAPERCLIP_MCP_CONFIG = join(directory, 'mcp.json')
    await writeFile(path, JSON.stringify({ mcpServers: Object.fromEntries(servers.map(tool => [tool.name, serverOf(tool)])) }), { mode: 0o600, flag: 'wx' })
  }
  return handed
}

/** A tool of the company that has this name goes before it. */
const deskOf = (access: JobAccess): JobTool[] =>
  (access.kind === 'http' ? [{ kind: 'url', name: 'paperclip', url: `${access.url}/mcp`, headers: { Authorization: `Bearer ${access.token}` } }] : [])

function serverOf(tool: JobTool): object {
  switch (tool.kind) {
    case 'url':
      return { type: 'http', url: tool.url, headers: tool.headers }
    case 'command': {
      const [command, ...args] = tool.command
      return { type: 'stdio', command, args, env: tool.env }
    }
  }
}
