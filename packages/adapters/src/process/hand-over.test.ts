import { describe, expect, it } from 'vitest'
import { runFixture } from './fixtures/run-fixture.ts'

const file = (path: string, text: string) => ({ path, bytes: text.length, sha256: '0'.repeat(64), read: async () => Buffer.from(text) })
const SKILLS = [{ name: 'house-style', description: 'How we write.', version: 2, files: [file('SKILL.md', 'Write short.'), file('references/words.md', 'Plain ones.')] }]
const TOOLS = {
  allow: ['Read'],
  mcp: [
    { name: 'tracker', kind: 'url' as const, url: 'https://tracker.test/mcp', headers: { Authorization: 'Bearer the-key-of-tracker' } },
    { name: 'files', kind: 'command' as const, command: ['files-mcp', '--root', '/srv'], env: { TOKEN: 'the-token-of-files' } },
  ],
}
const said = (command: string, granted: object) => {
  const { job, ended } = runFixture([], { config: { command: ['sh', '-c', command] }, ...granted })
  return ended.then(() => job.logged.filter(({ stream }) => stream === 'stdout').map(({ text }) => text))
}

describe('what a process is granted', () => {
  it('finds the folders of its skills, for itself alone', async () => {
    expect(await said('cd "$PAPERCLIP_SKILLS" && find . -type f | sort && cat house-style/references/words.md && echo && stat -c %a . house-style/SKILL.md', { skills: SKILLS }))
      .toEqual(['./house-style/SKILL.md', './house-style/references/words.md', 'Plain ones.', '700', '600'])
  })

  it('finds its tools in a file that clients of MCP read, and no secret of them in its environment or arguments (P17)', async () => {
    const [config = '', ...rest] = await said('cat "$PAPERCLIP_MCP_CONFIG"; echo; stat -c %a "$PAPERCLIP_MCP_CONFIG"; env; cat /proc/$$/cmdline | tr "\\0" " "', { tools: TOOLS })
    expect(JSON.parse(config)).toEqual({ mcpServers: {
      tracker: { type: 'http', url: 'https://tracker.test/mcp', headers: { Authorization: 'Bearer the-key-of-tracker' } },
      files: { type: 'stdio', command: 'files-mcp', args: ['--root', '/srv'], env: { TOKEN: 'the-token-of-files' } },
    } })
    expect(rest[0]).toBe('600')
    expect(rest.join('\n')).not.toMatch(/the-key-of-tracker|the-token-of-files/)
  })

  it('finds its own desk among them where a server answers, unless a tool has that name', async () => {
    const access = { kind: 'http' as const, url: 'http://localhost:4400', token: 'pcr_mine' }
    const desk = { type: 'http', url: 'http://localhost:4400/mcp', headers: { Authorization: 'Bearer pcr_mine' } }
    const config = async (granted: object) => JSON.parse((await said('cat "$PAPERCLIP_MCP_CONFIG"', granted)).join('\n')) as unknown
    expect(await config({ access })).toEqual({ mcpServers: { paperclip: desk } })
    expect(await config({ access, tools: TOOLS })).toMatchObject({ mcpServers: { paperclip: desk, tracker: { type: 'http' }, files: { type: 'stdio' } } })
    expect(await config({ access, tools: { allow: null, mcp: [{ name: 'paperclip', kind: 'url', url: 'https://theirs.test', headers: {} }] } })).toEqual({ mcpServers: { paperclip: { type: 'http', url: 'https://theirs.test', headers: {} } } })
  })

  it('reads which capabilities it is allowed with its brief', async () => {
    const [line = ''] = await said('cat', { tools: TOOLS })
    expect(JSON.parse(line)).toMatchObject({ paperclip: 1, allow: ['Read'] })
  })

  it('is told of nothing where it was granted nothing', async () => expect(await said('env | grep -E "SKILLS|MCP" || echo none', {})).toEqual(['none']))
})
