import { describe, expect, it } from 'vitest'
import { skillsBody } from './skills-body.ts'

const file = (path: string, body: Uint8Array | string) => {
  const bytes = Buffer.from(body)
  return { path, bytes: bytes.byteLength, sha256: path, read: async () => bytes }
}
const skill = (...files: ReturnType<typeof file>[]) => [{ name: 'style', description: 'How we write.', version: 3, files }]

describe('the skills in a request', () => {
  it('come with their files, as text where they are text', async () => {
    expect(await skillsBody(skill(file('SKILL.md', 'Schreib kürzer.'), file('logo.png', Buffer.from([0x89, 0x50, 0xff]))))).toEqual([{
      name: 'style', description: 'How we write.', version: 3,
      files: [{ path: 'SKILL.md', bytes: 16, sha256: 'SKILL.md', text: 'Schreib kürzer.', base64: null }, { path: 'logo.png', bytes: 3, sha256: 'logo.png', text: null, base64: 'iVD/' }],
    }])
  })

  it('come without those files that are too much for one request', async () => {
    const [sent] = await skillsBody(skill(file('big', Buffer.alloc(3_000_000, 'a')), file('bigger', Buffer.alloc(2_000_000, 'b')), file('small', 'c')))
    expect(sent?.files.map(({ path, text, base64 }) => [path, text?.length ?? null, base64])).toEqual([['big', 3_000_000, null], ['bigger', null, null], ['small', 1, null]])
  })
})
